import { expect, test } from 'vitest';
import { lineFormat } from './line-format.ts';

test.each([
  [undefined, 'json'],
  ['', 'json'],
  ['*/*', 'json'],
  ['application/json', 'json'],
  ['application/x-ndjson', 'ndjson'],
  ['application/jsonl, application/json;q=0.5', 'ndjson'],
  ['application/json;q=0.5, application/x-ndjson;q=0.9', 'ndjson'],
  ['text/html, */*;q=0.1', 'json'],
  ['application/x-ndjson;q=0, application/json', 'json'],
] as const)('Accept: %s gets %s', (accept, expected) => {
  expect(lineFormat(accept)).toBe(expected);
});

test.each(['image/png', 'application/x-ndjson;q=0', 'application/x-ndjson;q=nothing', ',,,'])('Accept: %s gets a problem', (accept) => {
  expect(() => lineFormat(accept)).toThrow(/expected application\/json or application\/x-ndjson/);
});
