import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIVENESS_PACKET, livenessEvidence, livenessFromPackets } from './packet.ts';
import { cutWindow, heaviestFlow } from './recorded-flow.fixture.ts';
import type { PacketWindow } from './window.ts';

interface Reference { readonly start: number; readonly seconds: number; readonly packets: number; readonly features: Record<string, number> }

const folder = new URL('../../../../test-data/recorded/', import.meta.url);
const read = (name: string) => heaviestFlow(gunzipSync(readFileSync(new URL(name, folder))).toString());
const references: Record<string, Reference[]> = JSON.parse(readFileSync(new URL('liveness-features.json', folder), 'utf8'));
const captures = readdirSync(folder).filter((name) => name.endsWith('.csv.gz') && name in references);
/** The prototype's names, in the order of LIVENESS_PACKET; what comes after them is not the prototype's. */
const PROTOTYPE = ['r_sil', 'r_idle', 'r_cv5', 'r_cv1', 'r_gap', 'r_g2', 'pe', 'pcov', 'scl', 'pd'];
const EMPTY = { time: new Float64Array(0), size: new Uint16Array(0), down: new Uint8Array(0) };

const anyWindow = fc.array(fc.record({ ms: fc.nat(9999), size: fc.nat(65535), down: fc.nat(1) }), { maxLength: 300 }).map((packets): PacketWindow => {
  packets.sort((a, b) => a.ms - b.ms);
  return {
    time: Float64Array.from(packets, ({ ms }) => ms / 1000), size: Uint16Array.from(packets, ({ size }) => size),
    down: Uint8Array.from(packets, ({ down }) => down), seconds: 10,
  };
});

test('there are recorded windows to compare with, with every kind of delivery', () => {
  expect(captures.length).toBeGreaterThanOrEqual(29);
  for (const kind of ['ovpntcp', 'sepaudio', 'shaka_hls', 'timeline', 'call', 'browse', 'idle']) {
    expect(captures.some((name) => name.includes(kind)), kind).toBe(true);
  }
});

describe.each(ENGINES)('%s', async (engine) => {
  const kernels = await loadKernels(engine);

  test.each(captures)('equals the prototype on %s', (name) => {
    const flow = read(name);
    for (const { start, seconds, packets, features } of references[name] ?? []) {
      const window = cutWindow(flow, start, seconds);
      expect(window.time.length).toBe(packets);
      const found = livenessFromPackets(window, kernels);
      expect(found.length).toBe(LIVENESS_PACKET.features.length);
      for (const [i, key] of PROTOTYPE.entries()) {
        const expected = features[key] ?? Number.NaN;
        expect(Math.abs(found[i]! - expected), `${key} of second ${start}, ${found[i]} for ${expected}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
      }
    }
  });

  test('an empty window is silent, idle and one gap', () => {
    expect(Array.from(livenessFromPackets({ ...EMPTY, seconds: 30 }, kernels))).toEqual([1, 1, 0, 0, 30, 30, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('a window of uplink packets alone is as an empty one', () => {
    const window = { time: Float64Array.of(1, 2, 3), size: Uint16Array.of(100, 1400, 100), down: new Uint8Array(3), seconds: 10 };
    expect(Array.from(livenessFromPackets(window, kernels))).toEqual([1, 1, 0, 0, 10, 10, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('one packet divides the window into two gaps', () => {
    const window = { time: Float64Array.of(1), size: Uint16Array.of(1400), down: Uint8Array.of(1), seconds: 10 };
    const [silent, idle, cvHalf, cv, longest, weighted] = livenessFromPackets(window, kernels);
    expect([silent, idle, longest, weighted]).toEqual([0.9, 0.9, 9, 8.2]);
    expect(cvHalf).toBeCloseTo(Math.sqrt(19), 12);
    expect(cv).toBeCloseTo(3, 12);
  });

  test('any window gives finite values and is left as it was', () => {
    fc.assert(fc.property(anyWindow, (window) => {
      const before = structuredClone(window);
      expect(livenessFromPackets(window, kernels).every(Number.isFinite)).toBe(true);
      expect(window).toEqual(before);
    }), { seed: 1, numRuns: 200 });
  });

  test('whole seconds added to a capture\'s times change nothing', () => {
    const flow = read('pair_live2_ovpntcp_p17.csv.gz');
    const later = { ...flow, time: flow.time.map((ms) => ms + 86_400_000) };
    expect(livenessFromPackets(cutWindow(later, 30, 30), kernels)).toEqual(livenessFromPackets(cutWindow(flow, 30, 30), kernels));
  });
});

test('the evidence names what was measured: a poll for each segment of a live stream, none on demand', async () => {
  const kernels = await loadKernels('typescript');
  const live = livenessEvidence(cutWindow(read('pair_live4_ovpn_p10.csv.gz'), 60, 60), kernels);
  const vod = livenessEvidence(cutWindow(read('pair_vod4_ovpn_p10.csv.gz'), 60, 60), kernels);
  expect(live.period).toBeCloseTo(4, 0);
  expect(vod.period).toBeCloseTo(4, 0);
  expect(live.poll?.time.length).toBeGreaterThanOrEqual(14);
  expect(live.poll?.score).toBeGreaterThan(0.9);
  expect(vod.poll?.score ?? 0).toBeLessThan(0.3);
  expect(live.pollIntervals.exchanges).toBeCloseTo(4, 1);
  expect(live.pollIntervals.downlink).toBeCloseTo(4, 1);
  expect(live.latency).toBeGreaterThan(0);
});

describe('polls are looked for', async () => {
  const kernels = await loadKernels('typescript');
  /** Uplink acknowledgements of 100 bytes, downlink packets of `size` bytes and others too small for data, all in one second. */
  const measured = (up: number, data: number, other: number, size = 121) => {
    const down = data + other;
    const window = {
      time: new Float64Array(up + down).map((_, i) => i / 1000), seconds: 10,
      size: new Uint16Array(up + down).map((_, i) => (i < up ? 100 : i < up + data ? size : 120)),
      down: new Uint8Array(up + down).map((_, i) => (i < up ? 0 : 1)),
    };
    return livenessEvidence(window, kernels).latency !== null;
  };

  test.each([
    ['from 30 packets down and 10 up', 10, 30, 0, true],
    ['from 20 packets with data', 10, 20, 10, true],
    ['not with fewer down', 10, 29, 0, false],
    ['not with fewer up', 9, 30, 0, false],
    ['not with fewer that hold data', 10, 19, 11, false],
  ])('%s', (_, up, data, other, expected) => expect(measured(up, data, other)).toBe(expected));

  test('more than three in a period count as three', () => {
    const rows: [time: number, size: number, down: 0 | 1][] = [];
    for (let i = 0; i < 60; i++) rows.push([i + 0.5, 400, 0], [i + 0.53, 900, 1]);
    for (let i = 0; i < 240; i++) rows.push([i / 4 + 0.1, 100, 0]);
    for (let k = 0; k < 15; k++) {
      rows.push([4 * k + 0.9, 600, 0]);
      for (let i = 0; i < 60; i++) rows.push([4 * k + 0.95 + i / 1000, 1400, 1]);
    }
    rows.sort((a, b) => a[0] - b[0]);
    const { features, poll } = livenessEvidence({
      time: Float64Array.from(rows, (row) => row[0]), size: Uint16Array.from(rows, (row) => row[1]),
      down: Uint8Array.from(rows, (row) => row[2]), seconds: 60,
    }, kernels);
    expect(poll?.alignment.perPeriod).toBeGreaterThan(3.5);
    expect(features[8]).toBe(3 * poll!.alignment.grid);
  });
});
