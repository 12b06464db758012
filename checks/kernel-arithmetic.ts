import { listFiles, readText } from './repository.ts';
import { stripComments } from './strip-comments.ts';

const KERNELS = /^packages\/core\/(src\/typescript|assembly)\/.*\.ts$/;

/** Functions of Math whose result IEEE 754 or ECMAScript fixes to the last bit, and which mean the same in both twins. */
const EXACT = 'sqrt|fround|floor|ceil|trunc|abs|imul|clz32';

/** What may give one twin another result than the other, and what to write in its place. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`\\b(?:Native)?Mathf?\\s*\\.\\s*(?!(?:${EXACT})\\b)\\w+`, 'g'), 'only sqrt and exact roundings are the same everywhere; a minimum is b < a ? b : a, a table comes from the host'],
  [/(?:\{[^}]*\}|\w+)\s*=\s*Math\b(?!\s*\.)/g, 'Math under another name hides what is used of it'],
  [/\*\*/g, 'powers differ between engines: multiply'],
  [/\bf(?:32|64)(?:x[24])?\s*\.\s*(?:min|max)\b/g, 'its NaN and ±0 differ from b < a ? b : a: use that, or pmin and pmax'],
  [/(?<![\w.])(?:min|max)\s*(?:<\s*f\d+\s*>\s*)?\(/g, 'its NaN and ±0 differ from b < a ? b : a; of integers write min<i32>'],
  [/\brelaxed_\w+/g, 'relaxed SIMD is implementation-defined'],
];

/** Arithmetic in a kernel that is not sure to be bit-identical in both twins, as "path:line: what: why". */
export function inexactArithmetic(root: string): string[] {
  const found: string[] = [];
  for (const path of listFiles(root)) {
    if (!KERNELS.test(path) || path.endsWith('.test.ts')) continue;
    const code = stripComments(readText(root, path));
    for (const [pattern, why] of FORBIDDEN) {
      for (const match of code.matchAll(pattern)) {
        found.push(`${path}:${code.slice(0, match.index).split('\n').length}: ${match[0].trim()}: ${why}`);
      }
    }
  }
  return found;
}
