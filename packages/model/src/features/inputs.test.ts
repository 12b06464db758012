import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KIND_INPUTS, PACKET_INPUTS, SECOND_INPUTS, type StageInputs, steadiness } from './inputs.ts';
import { KIND } from './kind.ts';
import { LIVENESS_PACKET } from './packet.ts';
import { type FeatureSchema, featureNames } from './schema.ts';
import { LIVENESS_SECOND } from './second.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const gap = fc.double({ min: 0, max: 60, noNaN: true });
const size = fc.double({ min: 0, max: 3000, noNaN: true });

/** Measured features that are 0 but for those named, and the inputs that become of them, by name. */
const inputs = ({ schema, from }: StageInputs, measured: FeatureSchema, values: Readonly<Record<string, number>>): Record<string, number> => {
  const found = from(Float64Array.from(featureNames(measured), (name) => values[name] ?? 0));
  return Object.fromEntries(featureNames(schema).map((name, i) => [name, found[i]!]));
};

describe('steadiness', () => {
  test.each([
    [0, 0, 4, 1], [0.6, 0.08, 2.5, 1], [1.05, 0, 4, 0.5], [1.5, 0, 4, 0], [60, 0, 4, 0], [0, 0.081, 4, 0],
    [0, 0, 1.8, 0], [0, 0, 2.15, 0.5], [1.05, 0, 2.15, 0.25], [0, 0, 0, 0],
  ])('of a longest gap of %f s, %f of the seconds idle and a headroom of %f is %f', (longest, idle, headroom, expected) => {
    expect(steadiness(longest, idle, headroom)).toBeCloseTo(expected, 12);
  });

  test('is a share, falls with the gap and with idle seconds, and rises with the headroom', () => {
    fc.assert(fc.property(gap, gap, share, share, gap, gap, (one, other, some, more, little, much) => {
      const value = steadiness(one, some, little);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(steadiness(Math.max(one, other), some, little)).toBeLessThanOrEqual(value);
      expect(steadiness(one, Math.max(some, more), little)).toBeLessThanOrEqual(value);
      expect(steadiness(one, some, Math.max(little, much))).toBeGreaterThanOrEqual(value);
    }), { seed: 1 });
  });
});

describe('liveness from packets', () => {
  const from = (values: Readonly<Record<string, number>>) => inputs(PACKET_INPUTS, LIVENESS_PACKET, values);
  const RHYTHM = ['silent_share', 'idle_share', 'cv_half_second', 'cv_second', 'longest_gap', 'time_weighted_gap'];

  test('evidence of the edge is a poll, however it was found, or steady delivery, whichever is more', () => {
    fc.assert(fc.property(share, share, share, share, gap, share, gap, (exchanges, downlink, coverage, similar, longest, idle, headroom) => {
      const found = from({
        poll_evidence_repeated: exchanges, poll_evidence_downlink_repeated: downlink, poll_coverage: coverage, similar_exchange_share: similar,
        longest_gap: longest, idle_share: idle, link_headroom: headroom,
      });
      const steady = steadiness(longest, idle, headroom);
      expect(found.edge_evidence).toBe(Math.max(exchanges, downlink, steady));
      expect(found.edge_coverage).toBe(Math.max(coverage, steady));
      expect(found.edge_evidence_downlink).toBe(downlink);
      expect(found.edge_exchanges).toBe(Math.max(2 * similar, steady));
    }), { seed: 1 });
  });

  test('delivery without pauses is evidence only where the link has room', () => {
    expect(from({ longest_gap: 0.5, link_headroom: 3 }).edge_evidence).toBe(1);
    expect(from({ longest_gap: 0.5, link_headroom: 1.2 }).edge_evidence).toBe(0);
    expect(from({ longest_gap: 2, link_headroom: 3 }).edge_evidence).toBe(0);
  });

  test('rhythm is handed on as it was measured, which is left alone; evidence on few exchanges is not looked at', () => {
    const measured = Float64Array.from(LIVENESS_PACKET.features, (_, i) => 2 + i / 10);
    const before = measured.slice();
    const found = PACKET_INPUTS.from(measured);
    const names = featureNames(LIVENESS_PACKET);
    expect(measured).toEqual(before);
    expect(featureNames(PACKET_INPUTS.schema).slice(0, 6)).toEqual(RHYTHM);
    for (const [i, name] of RHYTHM.entries()) expect(found[i], name).toBe(measured[names.indexOf(name)]);
    const without = measured.slice();
    for (const name of ['poll_evidence', 'poll_per_segment', 'poll_evidence_downlink']) without[names.indexOf(name)] = 0;
    expect(PACKET_INPUTS.from(without)).toEqual(found);
  });

  test('pauses may only speak for VOD, the edge only for live', () => {
    expect(Object.fromEntries(featureNames(PACKET_INPUTS.schema).map((name, i) => [name, PACKET_INPUTS.monotone![i]]))).toEqual({
      silent_share: 1, idle_share: 1, cv_half_second: 1, cv_second: 1, longest_gap: 1, time_weighted_gap: 1,
      edge_evidence: -1, edge_coverage: -1, edge_evidence_downlink: -1, edge_exchanges: -1,
    });
  });
});

test('liveness from seconds is measured as the forest sees it, and all of it may only speak for VOD', () => {
  const measured = Float64Array.of(0.1, 0.2, 3);
  expect(SECOND_INPUTS.from(measured)).toEqual(measured);
  expect(featureNames(SECOND_INPUTS.schema)).toEqual(featureNames(LIVENESS_SECOND));
  expect([...SECOND_INPUTS.monotone!]).toEqual([1, 1, 1]);
});

describe('kind', () => {
  const from = (values: Readonly<Record<string, number>>) => inputs(KIND_INPUTS, KIND, values);

  test('rates and sizes are capped', () => {
    expect(from({ rate_down: 6.5, packet_size_down: 1400 })).toMatchObject({ rate_down_capped: 4.6, packet_size_down_capped: 1200 });
    expect(from({ rate_down: 3.5, packet_size_down: 800 })).toMatchObject({ rate_down_capped: 3.5, packet_size_down_capped: 800 });
  });

  test('burstiness is variation or how full packets are, whichever is more, and at most 1', () => {
    fc.assert(fc.property(size, size, fc.double({ min: 0, max: 10, noNaN: true }), (one, other, variation) => {
      const burstiness = (bytes: number) => from({ packet_size_down: bytes, cv_packets_down: variation }).burstiness!;
      expect(burstiness(one)).toBeGreaterThanOrEqual(Math.min(1, variation));
      expect(burstiness(one)).toBeLessThanOrEqual(1);
      expect(burstiness(Math.max(one, other))).toBeGreaterThanOrEqual(burstiness(Math.min(one, other)));
    }), { seed: 1 });
    expect(from({ packet_size_down: 900, cv_packets_down: 0.2 }).burstiness).toBe(0.2);
    expect(from({ packet_size_down: 1050, cv_packets_down: 0.2 }).burstiness).toBeCloseTo(0.5, 12);
    expect(from({ packet_size_down: 1200, cv_packets_down: 0.2 }).burstiness).toBe(1);
  });

  test('has no monotone input', () => expect(KIND_INPUTS.monotone).toBeNull());
});
