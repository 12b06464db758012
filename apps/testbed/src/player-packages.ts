import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** Packages of the players that run in Chromium. */
export const PLAYERS = ['hls.js', 'dashjs', 'shaka-player'] as const;

/** Where a package lies: not every one lets its package.json be resolved, so its main file is, and the path cut at its name. */
export function packageFolder(name: string): string {
  const main = createRequire(import.meta.url).resolve(name);
  const folder = join('node_modules', name);
  return main.slice(0, main.lastIndexOf(folder + sep) + folder.length) || dirname(main);
}
