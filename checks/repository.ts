import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository that this file belongs to. */
export const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));

/** A folder with one seeded violation (or a few), laid out like the repository. */
export const violation = (name: string): string => join(REPOSITORY, 'checks', 'violations', name);

const GENERATED = new Set(['node_modules', 'dist', 'coverage', '.turbo', '.git']);

/**
 * Every file that somebody wrote, in order of name, as a path from the root with forward slashes.
 * Left out: what is installed or built, and the seeded violations.
 */
export function listFiles(root: string, folder = ''): string[] {
  const files: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (GENERATED.has(entry.name) || path === 'checks/violations' || path === 'packages/core/wasm') continue;
    if (entry.isDirectory()) files.push(...listFiles(root, path));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}

export const readText = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

/** A package.json, as far as checks look at it. */
export interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A package, an app or an example. */
export interface Workspace {
  /** `packages/core` */
  readonly folder: string;
  /** `core` */
  readonly tag: string;
  readonly manifest: Manifest;
}

/** The packages, apps and examples: folders with a package.json below packages/, apps/ and examples/. */
export function listWorkspaces(root: string): Workspace[] {
  return ['packages', 'apps', 'examples'].flatMap((parent) => {
    if (!existsSync(join(root, parent))) return [];
    return readdirSync(join(root, parent)).sort().flatMap((tag) => {
      const folder = `${parent}/${tag}`;
      if (!existsSync(join(root, folder, 'package.json'))) return [];
      return [{ folder, tag, manifest: JSON.parse(readText(root, `${folder}/package.json`)) as Manifest }];
    });
  });
}
