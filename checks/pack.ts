import { join } from 'node:path';
import { collect } from './run.ts';

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
