import { listFiles } from './repository.ts';

const EXPECTED = '.expected.json';
const CAPTURES = /^test-data\/(recorded|variants|link-types|pcapng|corrupt)\//;
/** Files beside the captures that are none: what they are for, and values to compare with. */
const ABOUT = /\/(manifest(-\w+)?\.csv|[\w-]+-features\.json)$/;

/** Captures without their expectation, and expectations without their capture. */
export function unpairedExpectations(root: string): string[] {
  const files = new Set(listFiles(root).filter((path) => CAPTURES.test(path) && !ABOUT.test(path)));
  return [...files].flatMap((path) => {
    if (!path.endsWith(EXPECTED)) return files.has(path + EXPECTED) ? [] : [`${path} has no expectation`];
    return files.has(path.slice(0, -EXPECTED.length)) ? [] : [`${path} has no capture`];
  });
}

/** The captures of one folder of test-data that have an expectation, as paths from the root. */
export const expectedCaptures = (root: string, folder: 'recorded' | 'variants' | 'link-types' | 'pcapng' | 'corrupt'): string[] =>
  listFiles(root, `test-data/${folder}`).filter((path) => path.endsWith(EXPECTED)).map((path) => path.slice(0, -EXPECTED.length));
