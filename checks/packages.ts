import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { collect, run } from './run.ts';

/** A packed package. */
export interface Tarball {
  readonly path: string;
  readonly name: string;
  /** Paths in it, from the package's own folder. */
  readonly files: readonly string[];
}

/** Packs packages, by `npm pack`. @param folders of packages, below root @param to folder for the tarballs */
export async function pack(root: string, folders: readonly string[], to: string): Promise<Tarball[]> {
  // One call for each would take ten times as long; without a folder, npm packs the one it is in.
  const { exitCode, output, errors } = await collect('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', to, ...folders.map((folder) => `--workspace=${folder}`)], root, {});
  if (exitCode !== 0) throw new Error(`npm pack: exit code ${exitCode}\n${errors}`);
  const said = JSON.parse(output) as Readonly<Record<string, Packed>> | readonly Packed[];
  // An array up to npm 11.
  return Object.values(said).map(({ name, filename, files }) => ({ path: join(to, filename), name, files: files.map(({ path }) => path) }));
}

interface Packed {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** What only a checkout has a use for. */
const CHECKOUT_ONLY = /\.test\.|\.fixture\.|\.map$|\.tsbuildinfo$|^src\/|debug\.wasm$/;

/** What is wrong with a packed package, as publint, attw (as far as ES modules go) and the list of its files say. */
export async function packageFaults({ path, name, files }: Tarball): Promise<string[]> {
  const bytes = readFileSync(path);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  const exports = Object.entries(pkg.exports as Readonly<Record<string, string>>);
  // Kernels and model are bytes, which have no types.
  const assets = exports.filter(([, target]) => !target.endsWith('.js')).map(([subpath]) => subpath);
  const { output } = await run('attw', [path, '--profile', 'esm-only', '--format', 'json', ...(assets.length > 0 ? ['--exclude-entrypoints', ...assets] : [])], '.');
  const { analysis } = JSON.parse(output) as Attw;
  if (!analysis.types) return [`${name}: attw finds no types`];
  return [
    ...files.filter((file) => CHECKOUT_ONLY.test(file)).map((file) => `${name}: packs ${file}`),
    ...messages.map((message) => `${name}: publint ${message.code}: ${formatMessage(message, pkg, { color: false })}`),
    ...analysis.problems.filter(({ resolutionKind }) => resolutionKind === undefined || ES_MODULES.has(resolutionKind))
      .map(({ kind, entrypoint, resolutionKind }) => `${name}: attw ${kind} ${entrypoint} (${resolutionKind})`),
  ];
}

const ES_MODULES = new Set(['node16-esm', 'bundler']);

interface Attw {
  readonly analysis: {
    readonly types: unknown;
    readonly problems: readonly { readonly kind: string; readonly entrypoint?: string; readonly resolutionKind?: string }[];
  };
}
