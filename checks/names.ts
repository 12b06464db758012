import { listFiles } from './repository.ts';

const SAYS_NOTHING = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared', 'types']);

/** Folders and files whose name says nothing about what is in them. */
export function emptyNames(root: string): string[] {
  const found = new Set<string>();
  for (const path of listFiles(root)) {
    const parts = path.split('/');
    parts.forEach((part, i) => {
      const stem = part.split('.').find((piece) => piece !== '') ?? '';
      if (SAYS_NOTHING.has(stem.toLowerCase())) found.add(parts.slice(0, i + 1).join('/'));
    });
  }
  return [...found];
}
