import { listFiles, readText } from './repository.ts';

const LONGEST = 200;
const CODE = /\.(ts|tsx|js|mjs|cjs|py)$/;

/** Files that are right to be longer, and why. */
const LONGER: Readonly<Record<string, string>> = {};

/** Code files that ask to be split, and exceptions that are none (any more), as "path: lines". */
export function longFiles(root: string, exceptions = LONGER): string[] {
  const long = listFiles(root).filter((path) => CODE.test(path)).flatMap((path) => {
    const lines = readText(root, path).trimEnd().split('\n').length;
    return lines > LONGEST ? [{ path, lines }] : [];
  });
  return [
    ...long.filter(({ path }) => !(path in exceptions)).map(({ path, lines }) => `${path}: ${lines} lines, more than ${LONGEST}`),
    ...Object.keys(exceptions).filter((path) => !long.some((file) => file.path === path)).map((path) => `${path}: listed as longer, but it is not`),
  ];
}
