import { expect, test } from 'vitest';
import { findExchanges } from './exchanges.ts';
import { packets, requests, train } from './packets.fixture.ts';
import { measurePollPairs } from './poll-pairs.ts';

const sizes = { mtu: 1400, acknowledgement: 100 };
const SEGMENTS = [2, 6, 10, 14];
/** A playlist, asked for with `playlists[i]` bytes `before` seconds ahead of segment i (0: none). */
const pairs = (playlists: number[], before = 0.2, bytes = 900) => {
  const asked = SEGMENTS.flatMap((start, i): [number, number][] => [...(playlists[i]! > 0 ? [[start - before, playlists[i]!] as [number, number]] : []), [start, 500]]);
  const data = SEGMENTS.flatMap((start, i) => [...(playlists[i]! > 0 ? train(start - before + 0.05, 1, bytes) : []), ...train(start + 0.05, 60, 1400)]);
  return measurePollPairs(findExchanges(requests(...asked), packets(...data), sizes, 0.05), 0.05);
};

test('each segment after a playlist', () => expect(pairs([400, 400, 410, 400])).toEqual({ share: 1, constantShare: 1 }));

test('some, and one of another size', () => expect(pairs([400, 0, 400, 421])).toEqual({ share: 0.75, constantShare: 0.5 }));

test('too long before, or cut', () => {
  expect(pairs([400, 400, 400, 400], 0.45)).toEqual({ share: 0, constantShare: 0 });
  expect(pairs([400, 400, 400, 400], 0.2, 1400)).toEqual({ share: 0, constantShare: 0 });
});

test('none', () => expect(pairs([0, 0, 0, 0])).toEqual({ share: 0, constantShare: 0 }));
