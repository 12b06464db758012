import { expect, test } from 'vitest';
import { rowWith } from '../state/row.fixture.ts';
import { parseFilter } from './parse.ts';

const row = rowWith({});

test.each([
  ['', true], ['live', true], ['LIVE', true], ['wireguard 10.0.0.1', true], ['wireguard 10.0.0.2', false], ['-live', false], ['-vod', true],
  ['verdict=live', true], ['verdict=vod', false], ['-verdict=vod', true], ['tunnel=wire', true], ['client=10.0', true], ['client=198', false],
  ['server=198', true], ['address=198', true], ['broadcast', true], [':51820', true], ['-', false],
  ['rate>1M', true], ['rate>1.5M', false], ['rate>=1.5M', true], ['rate<2m', true], ['rate<=1500k', true], ['rate=1500000', true], ['rate>2G', false],
  ['confidence>90', true], ['confidence>=93%', true], ['confidence<93', false], ['rate>1M -vod live', true],
])('%j lets the flow through: %s', (filter, expected) => {
  const { accepts, error } = parseFilter(filter);
  expect(error).toBeNull();
  expect(accepts!(row)).toBe(expected);
});

test('a flow without a verdict has no confidence, whatever it is compared with', () => {
  const fresh = rowWith({ probability: null, verdict: 'unknown', tunnel: null });
  expect(['confidence>0', 'confidence<100', 'unknown', 'tunnel=none'].map((filter) => parseFilter(filter).accepts!(fresh))).toEqual([false, false, true, true]);
});

test.each([
  ['rate>', 'rate>: expected a number such as 500k or 2M'],
  ['confidence>x', 'confidence>x: expected a number such as 90'],
  ['verdict=video', 'verdict=video: expected live, vod, other or unknown'],
  ['verdict=', 'verdict=: expected live, vod, other or unknown'],
  ['verdict>live', 'verdict>: only rate and confidence can be compared'],
  ['port=443', 'port: no such column: rate, confidence, verdict, client, server, address, tunnel'],
  ['live -rate>?', 'rate>?: expected a number such as 500k or 2M'],
])('%j is refused in words', (filter, expected) => {
  expect(parseFilter(filter).error).toBe(expected);
});
