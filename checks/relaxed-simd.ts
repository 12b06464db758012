import { listFiles, readText } from './repository.ts';

/** Build settings that switch on relaxed SIMD, whose results are implementation-defined. */
export function relaxedSimd(root: string): string[] {
  return listFiles(root)
    .filter((path) => /(^|\/)(asconfig|package)\.json$/.test(path))
    .filter((path) => /relaxed[-_]?simd/i.test(readText(root, path)));
}
