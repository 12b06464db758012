import type { z } from 'zod';

/** What a value should have been, for people who do not know zod. */
export function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'invalid_type':
      return EXPECTED[issue.expected] ?? issue.expected;
    case 'too_small':
      return `${issue.minimum} or more${unit(issue.origin)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unit(issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'datetime' ? 'a time such as 2026-11-23T12:00:00Z' : worded(issue.message);
    default:
      return worded(issue.message);
  }
}

const EXPECTED: Readonly<Record<string, string>> = { int: 'a whole number', number: 'a number', string: 'a text', array: 'an array', object: 'an object' };

function unit(origin: string): string {
  return origin === 'string' ? ' characters' : '';
}

/** Messages of our own schemas say it in full. */
function worded(message: string): string {
  return message.replace(/^expected /, '');
}
