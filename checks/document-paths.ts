import { globSync } from 'node:fs';
import { readText } from './repository.ts';

const LINK = /\]\((?!\w+:|#)([^)\s]+)\)/g;
/** A path from the root, in the text or in a command: starts with a folder that the repository has. */
const PATH = /(?<![\w./-])(?:packages|apps|checks|fuzz|scripts|test-data|\.ci)\/[\w./*-]*/g;

/**
 * Links and paths of a document at the root that lead nowhere, as "document:line: path". A path with * stands for at
 * least one file; a stop or a dash at its end is not part of it.
 */
export function deadPaths(root: string, document: string): string[] {
  return readText(root, document).split('\n').flatMap((line, i) => {
    const links = [...line.matchAll(LINK)].map((match) => match[1]!.replace(/#.*$/, ''));
    const paths = [...line.matchAll(PATH)].map((match) => match[0].replace(/[.-]+$/, ''));
    return [...new Set([...links, ...paths])].filter((path) => globSync(path, { cwd: root }).length === 0).map((path) => `${document}:${i + 1}: ${path}`);
  });
}
