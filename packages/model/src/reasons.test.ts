import { loadKernels } from '@tunnelscope/core';
import { describe, expect, test } from 'vitest';
import { loadDefaultModel } from './default.ts';
import { handMadePart, windowWith } from './hand-made-part.fixture.ts';
import { inputsOf, judgeInputs, STAGES, type WindowFeatures } from './judge.ts';
import type { ModelPart } from './model.ts';
import { classOf, OUTCOMES, VERDICT_CLASSES, type VerdictClass } from './outcome.ts';
import { effectsOf, explain } from './reasons.ts';
import { shapleyValues } from './shapley/shapley-values.ts';

const logit = (p: number) => Math.log(p / (1 - p));
const PAUSING = windowWith({ packet_size_down: 1000, longest_gap: 5 });
const STEADY = windowWith({ packet_size_down: 1000, longest_gap: 1 });

describe('by hand', () => {
  test('a stage joins with the other stage there and absent, half and half; the largest effect comes first', () => {
    // Both medians are 0: packets of 0 bytes are no video (0.125 instead of 0.75), a longest gap of 0 s is live.
    const both = logit(0.75 * 0.75);
    const [smallPackets, noGap, neither] = [logit(0.125 * 0.75), logit(0.75 * 0.125), logit(0.125 * 0.125)];
    expect(explain(handMadePart(), [PAUSING], 'vod', 4)).toEqual([
      { feature: 'packet_size_down_capped', value: 1000, effect: expect.closeTo((both - smallPackets + noGap - neither) / 2, 9), text: 'downlink packets of 1000 bytes on average' },
      { feature: 'longest_gap', value: 5, effect: expect.closeTo((both - noGap + smallPackets - neither) / 2, 9), text: 'longest pause between downloads 5.0 s' },
    ]);
  });

  test('what speaks against the verdict has a negative effect', () => {
    // Live is broadcast, call and audio together: of large packets, then of small ones.
    const [big, small] = [(share: number) => logit(0.75 * share + 0.125 + 0.0625), (share: number) => logit(0.125 * share + 0.625 + 0.125)];
    const found = explain(handMadePart(), [PAUSING], 'live', 4);
    expect(Object.fromEntries(found.map(({ feature, effect }) => [feature, effect]))).toEqual({
      longest_gap: expect.closeTo((big(0.25) - big(0.875) + small(0.25) - small(0.875)) / 2, 9),
      packet_size_down_capped: expect.closeTo((big(0.25) - small(0.25) + big(0.875) - small(0.875)) / 2, 9),
    });
    expect(Math.max(...found.map(({ effect }) => effect))).toBeLessThan(0);
  });

  test('of several windows the mean of effects and of values counts', () => {
    const [one, other, both] = [[PAUSING], [STEADY], [PAUSING, STEADY]].map((windows) => explain(handMadePart(), windows, 'vod', 4));
    // The steady window has no gap above the threshold: there the gap moves nothing.
    expect(other!.map(({ feature }) => feature)).toEqual(['packet_size_down_capped']);
    const gap = (reasons: typeof one) => reasons!.find(({ feature }) => feature === 'longest_gap')!;
    expect(gap(both)).toMatchObject({ value: 3, effect: expect.closeTo(gap(one).effect / 2, 12) });
  });

  test('names no more than asked for, nothing that moved nothing, and nothing without windows', () => {
    expect(explain(handMadePart(), [PAUSING], 'vod', 1)).toHaveLength(1);
    expect(explain(handMadePart(), [windowWith({ longest_gap: 1 })], 'vod', 4)).toEqual([]);
    expect(explain(handMadePart(), [], 'vod', 4)).toEqual([]);
  });
});

describe('of the bundled model', async () => {
  const kernels = await loadKernels('typescript');
  const { parts } = await loadDefaultModel();
  const WINDOWS: readonly WindowFeatures[] = [
    windowWith({ packet_size_down: 1250, rate_down: 5.3, cv_packets_down: 1.8, silent_share: 0.7, idle_share: 0.8, cv_half_second: 3, cv_second: 2.4, longest_gap: 9, time_weighted_gap: 5 }),
    windowWith({ packet_size_down: 1100, rate_down: 5, cv_packets_down: 0.9, silent_share: 0.2, idle_share: 0.5, cv_half_second: 1.8, cv_second: 1.1, longest_gap: 2.4, time_weighted_gap: 1.5, poll_evidence_repeated: 0.9, poll_coverage: 0.8, similar_exchange_share: 0.45, poll_evidence_downlink_repeated: 0.7, link_headroom: 5 }),
    windowWith({ packet_size_down: 700, rate_down: 4.6, cv_packets_down: 0.2, cv_second: 0.2, longest_gap: 0.2 }),
  ];
  const packetParts = parts.filter(({ resolution }) => resolution === 'packet');

  /** The verdict's log-odds where each stage has its inputs in `taken`, and medians for all others, as judging has it. */
  function logOddsOf(part: ModelPart, window: WindowFeatures, verdict: VerdictClass, taken: (stage: string, column: number) => boolean): number {
    const [kind, liveness] = STAGES.map((name) => inputsOf(name, part.resolution).from(window[name]).map((value, column) => (taken(name, column) ? value : part[name].median[column]!)));
    const outcomes = judgeInputs(part, [kind!], [liveness!], kernels);
    const p = OUTCOMES.reduce((sum, outcome, i) => (classOf(outcome) === verdict ? sum + outcomes[i]! : sum), 0);
    return logit(Math.min(Math.max(p, 1e-3), 1 - 1e-3));
  }

  test('effects sum to what tells the window from one of medians', () => {
    for (const part of packetParts) {
      for (const window of WINDOWS) {
        for (const verdict of VERDICT_CLASSES) {
          const sum = effectsOf(part, window, verdict).reduce((total, { effect }) => total + effect, 0);
          expect(sum).toBeCloseTo(logOddsOf(part, window, verdict, () => true) - logOddsOf(part, window, verdict, () => false), 9);
        }
      }
    }
  });

  test.each(STAGES)('effects of the inputs for %s are those of the game that judging each mixture makes', (name) => {
    const [part] = packetParts as [ModelPart];
    const window = WINDOWS[1]!;
    const columns = [...part[name].features.keys()];
    const games = [true, false].map((otherThere) => shapleyValues(Float64Array.from({ length: 2 ** columns.length }, (_, coalition) =>
      logOddsOf(part, window, 'live', (stage, column) => (stage === name ? (coalition & (1 << column)) !== 0 : otherThere)))));
    const found = effectsOf(part, window, 'live').filter(({ stage }) => stage === name);
    for (const column of columns) {
      const effect = found.find((each) => each.column === column)?.effect ?? 0;
      expect(effect).toBeCloseTo((games[0]![column]! + games[1]![column]!) / 2, 9);
    }
    expect(Math.max(...found.map(({ effect }) => Math.abs(effect)))).toBeGreaterThan(0.1);
  });
});
