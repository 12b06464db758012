import { expect, test } from 'vitest';
import { clusters, groupBy, likeness } from './groups.ts';
import type { ManifestCapture } from './manifest.ts';

function capture(file: string, columns: Readonly<Record<string, string>>): ManifestCapture {
  return { file, path: file, label: 'live', outcome: 'broadcast', columns };
}

const captures = [
  capture('a', { session: 's1', pair: '', player: '', delivery: '', segment_s: '' }),
  capture('b', { session: 's1', pair: '' }),
  capture('c', { session: '', pair: '3', player: 'hls.js', delivery: 'hls', segment_s: '4' }),
  capture('d', { session: '', pair: '3', player: 'hls.js', delivery: 'hls', segment_s: '4' }),
  capture('e', { session: '', pair: '4', player: 'hls.js', delivery: 'hls', segment_s: '4' }),
  capture('f', { session: '' }),
  capture('g', {}),
];

test('a column groups by its value; without one a capture is a group of its own, with the other one of its pair', () => {
  expect(groupBy(captures, 'session')).toEqual({ of: Int32Array.of(0, 0, 1, 1, 2, 3, 4), names: ['s1', 'pair 3', 'pair 4', 'f', 'g'] });
});

test('a column that the manifest lacks groups pairs alone', () => {
  expect(groupBy(captures, 'collector').names).toEqual(['a', 'b', 'pair 3', 'pair 4', 'f', 'g']);
});

test('pairs are groups of the column pair too', () => {
  expect(groupBy(captures, 'pair').of).toEqual(Int32Array.of(0, 1, 2, 2, 3, 4, 5));
});

test('pairs, else sessions, else captures resample together', () => {
  expect(clusters(captures)).toEqual({ of: Int32Array.of(0, 0, 1, 1, 2, 3, 4), names: ['s1', 'pair 3', 'pair 4', 'f', 'g'] });
  expect(clusters([capture('h', { session: 's', pair: '1' }), capture('i', { session: 's', pair: '2' })]).names).toEqual(['pair 1', 'pair 2']);
});

test('a session, or captures of the same condition, share one weight', () => {
  expect(likeness(captures)).toEqual({ of: Int32Array.of(0, 0, 1, 1, 1, 2, 3), names: ['s1', 'hls.js hls 4', 'f', 'g'], staged: Uint8Array.of(0, 0, 1, 1, 1, 0, 0) });
});

test('a pair whose captures have different values ties their groups together', () => {
  const torn = [capture('a', { tunnel: 'x', pair: '1' }), capture('b', { tunnel: 'y', pair: '1' }), capture('c', { tunnel: 'y' }), capture('d', { tunnel: 'z' }), capture('e', { pair: '1' })];
  expect(groupBy(torn, 'tunnel')).toEqual({ of: Int32Array.of(0, 0, 0, 1, 0), names: ['x + y + pair 1', 'z'] });
});
