import { VERDICT_SYMBOLS } from '@tunnelscope/model/verdict-symbol';
import { expect, test } from 'vitest';
import { endpoint, endsText, foreign, SYMBOLS } from './pieces.ts';

test('verdicts have the symbols of the other screens', () => {
  expect(SYMBOLS).toEqual(Object.fromEntries(Object.entries(VERDICT_SYMBOLS).map(([verdict, { unicode }]) => [verdict, unicode])));
});

test('endpoints have their port where there is one', () => {
  expect([endpoint('10.0.0.1', 443), endpoint('2001:db8::1', 443), endpoint('10.0.0.1', 0)]).toEqual(['10.0.0.1:443', '[2001:db8::1]:443', '10.0.0.1']);
  expect(endsText({ id: '', client: 'a', clientPort: 1, server: 'b', serverPort: 0, protocol: 17 })).toBe('a:1 → b');
});

test('characters that hide or turn text are shown as such', () => {
  expect(foreign('a\u202eb\u0000c\u200bd\ne')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde');
});
