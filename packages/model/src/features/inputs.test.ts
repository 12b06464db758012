import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { continuity, KIND_INPUTS, PACKET_INPUTS, SECOND_INPUTS, type StageInputs } from './inputs.ts';
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

describe('continuity', () => {
  test.each([[0, 0, 1], [0.6, 0.08, 1], [1.05, 0, 0.5], [1.5, 0, 0], [60, 0, 0], [0, 0.081, 0]])('of a longest gap of %f s and %f of the seconds idle is %f', (longest, idle, expected) => {
    expect(continuity(longest, idle)).toBeCloseTo(expected, 12);
  });

  test('is a share, and falls with the gap and with idle seconds', () => {
    fc.assert(fc.property(gap, gap, share, share, (one, other, some, more) => {
      const value = continuity(one, some);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(continuity(Math.max(one, other), some)).toBeLessThanOrEqual(continuity(Math.min(one, other), some));
      expect(continuity(one, Math.max(some, more))).toBeLessThanOrEqual(continuity(one, Math.min(some, more)));
    }), { seed: 1 });
  });
});

describe('liveness from packets', () => {
  const from = (values: Readonly<Record<string, number>>) => inputs(PACKET_INPUTS, LIVENESS_PACKET, values);

  test('evidence of the edge is a poll or delivery without pauses, whichever is more', () => {
    fc.assert(fc.property(share, share, gap, share, (evidence, coverage, longest, idle) => {
      const found = from({ poll_evidence: evidence, poll_coverage: coverage, longest_gap: longest, idle_share: idle });
      expect(found.edge_evidence).toBe(Math.max(evidence, continuity(longest, idle)));
      expect(found.edge_coverage).toBe(Math.max(coverage, continuity(longest, idle)));
    }), { seed: 1 });
    expect(from({ poll_evidence: 0.2, longest_gap: 0.5 }).edge_evidence).toBe(1);
    expect(from({ poll_evidence: 0.2, longest_gap: 2 }).edge_evidence).toBe(0.2);
  });

  test('all else is handed on as it was measured, which is left alone', () => {
    const measured = Float64Array.from(LIVENESS_PACKET.features, (_, i) => i / 10);
    const before = measured.slice();
    const found = PACKET_INPUTS.from(measured);
    const names = featureNames(LIVENESS_PACKET);
    expect(measured).toEqual(before);
    for (const [i, name] of names.entries()) if (!['poll_evidence', 'poll_coverage'].includes(name)) expect(found[i], name).toBe(measured[i]);
    expect(featureNames(PACKET_INPUTS.schema)).toEqual(names.map((name) => name.replace(/^poll_(evidence|coverage)$/, 'edge_$1')));
  });

  test('pauses may only speak for VOD, the edge only for live, polls per segment for either', () => {
    expect(Object.fromEntries(featureNames(PACKET_INPUTS.schema).map((name, i) => [name, PACKET_INPUTS.monotone![i]]))).toEqual({
      silent_share: 1, idle_share: 1, cv_half_second: 1, cv_second: 1, longest_gap: 1, time_weighted_gap: 1,
      edge_evidence: -1, edge_coverage: -1, poll_per_segment: 0, poll_evidence_downlink: -1,
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
    expect(from({ rate_down: 6.5, packet_size_down: 1400 })).toMatchObject({ rate_down_capped: 4, packet_size_down_capped: 1200 });
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
