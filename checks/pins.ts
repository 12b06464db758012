import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listWorkspaces, type Manifest, readText } from './repository.ts';

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Dependencies that are not pinned to one version, or to different ones in different places, as "path: name version". */
export function loosePins(root: string): string[] {
  const manifests = listWorkspaces(root).map(({ folder, manifest }) => ({ path: `${folder}/package.json`, manifest }));
  if (existsSync(join(root, 'package.json'))) {
    manifests.push({ path: 'package.json', manifest: JSON.parse(readText(root, 'package.json')) as Manifest });
  }
  const found: string[] = [];
  const pinned = new Map<string, { version: string; path: string }>();
  for (const { path, manifest } of manifests) {
    const all = { ...manifest.peerDependencies, ...manifest.optionalDependencies, ...manifest.devDependencies, ...manifest.dependencies };
    for (const [name, version] of Object.entries(all)) {
      const first = pinned.get(name) ?? { version, path };
      pinned.set(name, first);
      if (!EXACT.test(version)) found.push(`${path}: ${name} ${version} is not one version`);
      else if (first.version !== version) found.push(`${path}: ${name} ${version}, but ${first.version} in ${first.path}`);
    }
  }
  return found;
}
