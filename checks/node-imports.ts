import { isBuiltin } from 'node:module';
import { listFiles, readText } from './repository.ts';
import { stripComments } from './strip-comments.ts';

/** These run in a browser too. */
const BROWSER_SOURCES = /^packages\/(core|capture|model|detector)\/src\/.*\.tsx?$/;
/** The one file that opens files. */
const EXEMPT = new Set(['packages/capture/src/file.ts']);

const IMPORT = /\b(?:from|import|require)\s*\(?\s*(['"`])([^'"`\n]+)\1/g;

/** Imports of Node's own modules in sources that must run in a browser, as "path: module". Tests may. */
export function nodeImports(root: string): string[] {
  return listFiles(root)
    .filter((path) => BROWSER_SOURCES.test(path) && !path.includes('.test.') && !EXEMPT.has(path))
    .flatMap((path) => {
      const code = stripComments(readText(root, path), true);
      return [...code.matchAll(IMPORT)].map((match) => match[2]!).filter((name) => isBuiltin(name)).map((name) => `${path}: ${name}`);
    });
}
