import { expect, test } from 'vitest';
import { linkOf, playerOf, valueIn } from './held-apart.ts';

test('a light client is the player whose timing it follows', () => {
  expect(playerOf({ player: 'light-hls.js' })).toBe('hls.js');
  expect(playerOf({ player: 'shaka' })).toBe('shaka');
  expect(playerOf({})).toBeUndefined();
  expect(valueIn({ player: 'light-vhs' }, 'player')).toBe('vhs');
});

test.each([
  ['20', '30', 'near'], ['8', '149', 'near'], ['7.9', '30', 'narrow (below 8 Mbit/s)'], ['50', '150', 'far (150 ms and more)'], ['3', '200', 'narrow (below 8 Mbit/s)'],
  ['50', '500', 'satellite (500 ms and more)'], ['', '30', undefined], ['20', '', undefined],
])('a link of %s Mbit/s with a round trip of %s ms is %s', (down_mbit, rtt_ms, expected) => {
  expect(linkOf({ down_mbit, rtt_ms })).toBe(expected);
  expect(valueIn({ down_mbit, rtt_ms }, 'link')).toBe(expected);
});

test('a column link of its own wins, and any other column is as it is', () => {
  expect(valueIn({ link: 'lab', down_mbit: '3', rtt_ms: '30' }, 'link')).toBe('lab');
  expect(valueIn({ tunnel: 'wireguard' }, 'tunnel')).toBe('wireguard');
  expect(valueIn({ tunnel: 'wireguard' }, 'session')).toBeUndefined();
});
