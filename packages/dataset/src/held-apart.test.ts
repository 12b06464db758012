import { expect, test } from 'vitest';
import { linkOf, playerOf, valueIn, valuesIn } from './held-apart.ts';

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

test('of recordings player and delivery are the provider, and the testbed collected them', () => {
  const recorded = { player: 'light-hls.js', delivery: 'hls', provider: 'light-hls.js+hls' };
  expect([valueIn(recorded, 'provider'), valueIn(recorded, 'collector')]).toEqual(['hls.js+hls', 'testbed']);
  expect(valueIn({ player: 'webrtc', collector: 'me' }, 'collector')).toBe('me');
  expect([valueIn({ provider: 'twitch' }, 'provider'), valueIn({}, 'collector')]).toEqual(['twitch', undefined]);
});

test('a column that no capture has is not made up', () => {
  const captures = [{ columns: { player: 'shaka', delivery: 'hls' } }, { columns: { session: 's' } }];
  expect(valuesIn(captures, 'provider')).toEqual([undefined, undefined]);
  expect(valuesIn([...captures, { columns: { provider: 'twitch' } }], 'provider')).toEqual(['shaka+hls', undefined, 'twitch']);
  expect(valuesIn([{ columns: { down_mbit: '20', rtt_ms: '30' } }], 'link')).toEqual(['near']);
});

test('a column link of its own wins, and any other column is as it is', () => {
  expect(valueIn({ link: 'lab', down_mbit: '3', rtt_ms: '30' }, 'link')).toBe('lab');
  expect(valueIn({ tunnel: 'wireguard' }, 'tunnel')).toBe('wireguard');
  expect(valueIn({ tunnel: 'wireguard' }, 'session')).toBeUndefined();
});
