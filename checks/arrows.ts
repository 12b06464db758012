import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listWorkspaces, readText } from './repository.ts';

const ALL_PACKAGES = ['core', 'capture', 'model', 'detector', 'workers', 'dataset', 'report'] as const;

/** Who may import whom. Only the command line imports apps. Those that do not exist yet have their line already. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  capture: ['core'],
  model: ['core'],
  detector: ['core', 'capture', 'model'],
  workers: [],
  dataset: ['core', 'capture', 'model', 'detector', 'workers'],
  report: ['core', 'capture', 'model', 'detector', 'workers', 'dataset'],
  cli: [...ALL_PACKAGES, 'server', 'dashboard', 'bench', 'testbed', 'cluster'],
  server: ALL_PACKAGES,
  dashboard: ['core', 'capture', 'model', 'detector'],
  bench: ALL_PACKAGES,
  testbed: ['core', 'capture'],
  browser: ['core', 'capture', 'model', 'detector'],
  cluster: ['core', 'capture', 'model', 'detector'],
};

interface TurboConfiguration {
  readonly tags?: readonly string[];
  readonly boundaries?: { readonly tags: Readonly<Record<string, { readonly dependencies: { readonly allow: readonly string[] } }>> };
}

const configuration = (root: string, path: string): TurboConfiguration =>
  existsSync(join(root, path)) ? (JSON.parse(readText(root, path)) as TurboConfiguration) : {};

/**
 * Where the tags that `turbo boundaries` goes by are not what ARROWS says: turbo itself accepts a package without
 * a tag, a tag without a rule and a rule that allows too much.
 */
export function wrongArrows(root: string): string[] {
  const workspaces = listWorkspaces(root);
  const present = new Set(workspaces.map(({ tag }) => tag));
  const rules = configuration(root, 'turbo.json').boundaries?.tags ?? {};
  const found: string[] = [];
  for (const { folder, tag } of workspaces) {
    const tags = configuration(root, `${folder}/turbo.json`).tags ?? [];
    if (tags.join() !== tag) found.push(`${folder}/turbo.json: tags [${tags.join(', ')}] instead of [${tag}]`);
    const arrows = ARROWS[tag];
    if (!arrows) found.push(`${folder}: nobody says what it may import`);
    else if (!rules[tag]) found.push(`turbo.json: no rule for the tag ${tag}`);
    else {
      const wanted = arrows.filter((name) => present.has(name)).sort().join(', ');
      const allowed = rules[tag].dependencies.allow.filter((name) => present.has(name)).sort().join(', ');
      if (allowed !== wanted) found.push(`turbo.json: ${tag} may import [${allowed}] instead of [${wanted}]`);
    }
  }
  return found;
}
