import { CaptureError } from '@tunnelscope/capture/errors';
import { expect, test } from 'vitest';
import { captureProblem } from './capture-problem.ts';
import { Problem } from './problem.ts';

test('has the members of RFC 9457, and its own beside them', () => {
  const problem = new Problem(413, 'too-large', 'Too large', 'found 2, expected 1', { members: { limitBytes: 1, status: 'not this one' } });
  expect(problem.details('/here')).toEqual({ type: 'urn:tunnelscope:problem:too-large', title: 'Too large', status: 413, detail: 'found 2, expected 1', instance: '/here', limitBytes: 1 });
});

test.each([
  ['truncated', 422],
  ['corrupt', 422],
  ['unsupported', 415],
] as const)('a capture that is %s is status %i, with its place', (kind, status) => {
  const problem = captureProblem(new CaptureError(kind, { file: 'x.csv', line: 3, column: 'Proto' }, 'a', 'b'));
  expect(JSON.parse(JSON.stringify(problem.details()))).toEqual({
    type: `urn:tunnelscope:problem:capture-${kind}`, title: expect.any(String), status, detail: `x.csv, line 3, column Proto: ${kind}: found a, expected b`,
    file: 'x.csv', line: 3, column: 'Proto', found: 'a', expected: 'b',
  });
});
