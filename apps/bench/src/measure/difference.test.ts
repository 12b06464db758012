import { expect, test } from 'vitest';
import { findDifference } from './difference.ts';

test('equal columns, NaN among them, do not differ', () => {
  const result = () => ({ power: Float64Array.of(1, Number.NaN, -0), lines: [{ verdict: 'live', reasons: null }] });
  expect(findDifference(result(), result())).toBeNull();
});

test.each([
  ['0 and −0', { power: Float64Array.of(0) }, { power: Float64Array.of(-0) }, 'result.power.0: 0 and -0'],
  ['the last bit', [0.1 + 0.2], [0.3], 'result.0: 0.30000000000000004 and 0.3'],
  ['lengths', Int32Array.of(1), Int32Array.of(1, 2), 'result: 1 and 2 elements'],
  ['types', Float64Array.of(1), Float32Array.of(1), 'result: Float64Array and Float32Array'],
  ['names', { a: 1 }, { b: 1 }, 'result.a: only in the first'],
  ['null and an object', null, {}, 'result: null and [object Object]'],
])('a difference of %s is found, with its place', (_, a, b, found) => {
  expect(findDifference(a, b)).toBe(found);
});
