import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, readText } from './repository.ts';

const LINK = /\]\((?!\w+:|#)([^)\s]+)\)/g;
/** A path from the root, in the text or in a command: starts with a folder that the repository has. */
const PATH = /(?<![\w./-])(?:packages|apps|checks|docs|examples|fuzz|scripts|test-data|\.ci)\/(?:[\w./*-]|\{[\w,.-]+\})*/g;

/**
 * Links of a document, and paths from the root in it, that lead nowhere, as "document:line: path". A path with * or {a,b} stands for at
 * least one file; a stop or a dash at its end is not part of it.
 */
export function deadPaths(root: string, document: string): string[] {
  return readText(root, document).split('\n').flatMap((line, i) => {
    const links = [...line.matchAll(LINK)].map((match) => join(dirname(document), match[1]!.replace(/#.*$/, '')));
    const paths = [...line.matchAll(PATH)].map((match) => match[0].replace(/[.-]+$/, ''));
    return [...new Set([...links, ...paths])].filter((path) => globSync(path, { cwd: root }).length === 0).map((path) => `${document}:${i + 1}: ${path}`);
  });
}

/** Every document that somebody wrote for people. */
export function documents(root: string): string[] {
  return listFiles(root).filter((path) => path.endsWith('.md'));
}
