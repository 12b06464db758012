import { expect, test } from 'vitest';
import { windowWith } from './hand-made-part.fixture.ts';
import type { WindowFeatures } from './judge.ts';
import { reasonText } from './reason-text.ts';

/** A window with a poll in exchanges and in the downlink, each as clear and as often as said. */
function polled(exchanges: number, downlink: number, every: { exchanges: number | null; downlink: number | null } = { exchanges: 4, downlink: 2 }): WindowFeatures {
  return { ...windowWith({ poll_evidence_repeated: exchanges, poll_evidence_downlink_repeated: downlink, poll_coverage: exchanges, similar_exchange_share: 0.45, longest_gap: 4, idle_share: 0.3, link_headroom: 5 }), pollIntervals: every };
}
const STEADY = windowWith({ longest_gap: 0.4, idle_share: 0.01, link_headroom: 3.4, poll_evidence_repeated: 0.7, poll_coverage: 0.6, similar_exchange_share: 0.1 });
const evidence = (value: number, ...windows: WindowFeatures[]) => reasonText('edge_evidence', value, windows);

test('names the sign that was strongest, and that alone', () => {
  expect(evidence(0.96, polled(0.96, 0.9))).toBe('asks for a small file every 4.0 s, once per segment (evidence 0.96)');
  expect(evidence(0.9, polled(0.9, 0.9))).toBe('asks for a small file every 4.0 s, once per segment (evidence 0.90)');
  expect(evidence(0.95, polled(0.9, 0.95))).toBe('receives a small file every 2.0 s, once per segment (evidence 0.95)');
  expect(evidence(1, STEADY)).toBe('delivers steadily though the link has room (evidence 1.00)');
});

test('says how often only where most windows show it', () => {
  const blurred = polled(0.9, 0, { exchanges: null, downlink: null });
  expect(evidence(0.9, blurred)).toBe('asks for a small file again and again, beside the segments (evidence 0.90)');
  expect(evidence(0.9, polled(0.9, 0), blurred)).not.toContain('every');
  expect(evidence(0.9, polled(0.9, 0), { ...polled(0.9, 0), pollIntervals: { exchanges: 6, downlink: null } }, blurred)).toContain('every 5.0 s');
});

test('of several windows the sign that is strongest on average counts', () => {
  expect(evidence(0.9, STEADY, polled(0.9, 0), polled(0.9, 0))).toContain('asks for');
  expect(evidence(0.9, STEADY, STEADY, polled(0.5, 0))).toContain('delivers steadily');
});

test('below 0.4 there is no sign', () => {
  expect(evidence(0.4, polled(0.4, 0))).toContain('asks for');
  expect(evidence(0.39, polled(0.39, 0))).toBe('no sign of the live edge: no small file is asked for once per segment (evidence 0.39)');
});

test('the inputs beside it name their own fact, and each another one of steady delivery', () => {
  expect(reasonText('edge_coverage', 0.96, [polled(0.96, 0)])).toBe('asks for a small file in 96 % of the segments');
  expect(reasonText('edge_coverage', 0.03, [polled(0.03, 0)])).toBe('asks for a small file in only 3 % of the segments');
  expect(reasonText('edge_coverage', 0, [polled(0, 0)])).toBe('asks for a small file in none of the segments');
  expect(reasonText('edge_exchanges', 0.009, [polled(0, 0)])).toBe('no small files beside those of media');
  expect(reasonText('edge_coverage', 1, [STEADY])).toBe('only 1 % of the seconds idle though the link has room');
  expect(reasonText('edge_exchanges', 0.9, [polled(1, 0)])).toBe('small files beside those of media (45 % of both)');
  expect(reasonText('edge_exchanges', 0.02, [polled(1, 0)])).toBe('few small files beside those of media (1 % of both)');
  expect(reasonText('edge_exchanges', 1, [STEADY])).toBe('peaks of 3.4 times the mean rate: the link has room, yet delivery hardly pauses');
  expect(reasonText('edge_evidence_downlink', 0.9, [polled(0, 0.9)])).toBe('the downlink alone shows a small file every 2.0 s (evidence 0.90)');
  expect(reasonText('edge_evidence_downlink', 0.9, [polled(0, 0.9, { exchanges: 4, downlink: null })])).toBe('the downlink alone shows a small file beside the segments (evidence 0.90)');
  expect(reasonText('edge_evidence_downlink', 0.1, [polled(0, 0.1)])).toBe('the downlink alone shows no small file once per segment (evidence 0.10)');
});

test('steady delivery that is too weak to be seen is not told of', () => {
  // Gaps of 1.42 s, in a link with room: 0.09 of steady.
  const weak = windowWith({ longest_gap: 1.42, idle_share: 0.05, link_headroom: 3 });
  expect(reasonText('edge_evidence', 0.09, [weak])).toBe('no sign of the live edge: no small file is asked for once per segment (evidence 0.09)');
  expect(reasonText('edge_coverage', 0.09, [weak])).toBe('asks for a small file in none of the segments');
  expect(reasonText('edge_exchanges', 0.09, [weak])).toBe('no small files beside those of media');
});
