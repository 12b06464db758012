import { expect, test } from 'vitest';
import { z } from 'zod';
import { expectation } from './expectation.ts';

test.each<[z.ZodType, unknown, string]>([
  [z.enum(['live', 'vod']), 'LIVE', 'one of live, vod'],
  [z.coerce.number(), 'udp', 'a number'],
  [z.coerce.number().int(), '1.5', 'a whole number'],
  [z.coerce.number().min(1), '0', '1 or more'],
  [z.coerce.number().max(1000), '1001', 'at most 1000'],
  [z.string().max(3), 'long', 'at most 3 characters'],
  [z.iso.datetime({ offset: true }), 'yesterday', 'a time such as 2026-11-23T12:00:00Z'],
  [z.string().regex(/^\d$/, 'expected a digit'), 'x', 'a digit'],
  [z.custom((value) => value === 1, 'one'), 2, 'one'],
  [z.array(z.number()), 'x', 'an array'],
])('%#: what was expected, in words', (schema, value, words) => {
  const { error } = schema.safeParse(value);
  expect(expectation(error!.issues[0]!)).toBe(words);
});
