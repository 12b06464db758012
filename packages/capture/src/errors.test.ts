import { expect, test } from 'vitest';
import { CaptureError } from './errors.ts';

test('a message says where, what was found and what was expected', () => {
  const error = new CaptureError('corrupt', { file: 'a.csv', line: 3, column: 'Time', offset: 120 }, "'x'", 'a number');
  expect(error.message).toBe("a.csv, line 3, column Time, byte 120: corrupt: found 'x', expected a number");
  expect(error).toMatchObject({ kind: 'corrupt', file: 'a.csv', line: 3, column: 'Time', offset: 120, found: "'x'", expected: 'a number' });
});

test('places that are not known are left out', () => {
  expect(new CaptureError('unreadable', { file: 'a' }, 'nothing', 'something').message).toBe('a: unreadable: found nothing, expected something');
});
