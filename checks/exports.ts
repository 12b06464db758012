import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listWorkspaces } from './repository.ts';

const OWNER_EXECUTES = 0o100;

/** Where the source of an exported file is: `./dist/x.js` is built from `src/x.ts` or `src/x.tsx`; anything else is itself. */
function sources(target: string): string[] {
  const built = /^\.\/dist\/(.+)\.js$/.exec(target);
  return built ? [`src/${built[1]}.ts`, `src/${built[1]}.tsx`] : [target];
}

/** Subpath exports and commands that no source stands behind, and commands that cannot be run. */
export function missingExports(root: string): string[] {
  return listWorkspaces(root).flatMap(({ folder, manifest }) => {
    const exists = (target: string) => sources(target).some((path) => existsSync(join(root, folder, path)));
    const subpaths = Object.entries(manifest.exports ?? {}).filter(([, target]) => !exists(target));
    const commands = Object.entries(manifest.bin ?? {}).flatMap(([name, target]) => {
      const path = join(root, folder, target);
      if (!existsSync(path)) return [`${folder}: the command ${name} is not at ${target}`];
      return statSync(path).mode & OWNER_EXECUTES ? [] : [`${folder}: the command ${name}, ${target}, is not executable`];
    });
    return [...subpaths.map(([subpath, target]) => `${folder}: nothing is built to ${target}, the export ${subpath}`), ...commands];
  });
}
