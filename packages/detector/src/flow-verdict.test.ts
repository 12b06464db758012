import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import type { FlowRecord } from './flow-record.ts';
import { judgeFlow, judgeWindow } from './flow-verdict.ts';
import { handMadeModel } from './hand-made-model.fixture.ts';
import { type Packet, packetBatches, recordsOf, T0 } from './synthetic-capture.fixture.ts';
import { fixedWindows, VERDICT_WINDOWS } from './window-plan.ts';

/** A full packet every `gap` seconds, from a second on until before another one. */
function packets(from: number, to: number, gap: number, size = 1400): Packet[] {
  return Array.from({ length: Math.ceil((to - from) / gap) }, (_, i) => [T0 + Math.round(1000 * (from + i * gap)), size, 0]);
}
const end = (seconds: number): Packet => [T0 + 1000 * seconds, 1400, 0];

describe.each(ENGINES)('%s', async (engine) => {
  const kernels = await loadKernels(engine);
  const model = handMadeModel();
  const record = async (list: readonly Packet[], plan = VERDICT_WINDOWS): Promise<FlowRecord> => (await recordsOf(packetBatches(list), kernels, { plan }))[0]!;
  const judged = async (list: readonly Packet[]) => judgeFlow(await record(list), model, kernels);

  test('a flow without long pauses is live from its first five seconds on', async () => {
    const verdict = await judged([...packets(0, 180, 0.5), end(180)]);
    expect(verdict).toMatchObject({ verdict: 'live', subtype: 'broadcast', likely: 'live', window: null, decidedAfterSeconds: 5, warnings: [] });
    expect(verdict.probability).toBeCloseTo(0.9 * 0.875 + 0.03 + 0.02, 6);
    expect(verdict.probabilities.vod).toBeCloseTo(0.9 * 0.125, 6);
    expect(verdict.reasons[0]).toMatchObject({ feature: 'packet_size_down_capped', text: 'downlink packets of 1200 bytes on average or more' });
  });

  test('a longer window overrules the shorter ones before it: 10 s live, 15 s on demand', async () => {
    const verdict = await judged([...packets(0, 11, 0.5), ...packets(20, 60, 0.5), end(60)]);
    expect(verdict).toMatchObject({ verdict: 'vod', subtype: null, decidedAfterSeconds: 15 });
  });

  test('minutes count the same: their mean decides, and the verdict stands from the last change on', async () => {
    // Minutes live, vod, vod: after the second the mean is even (0.4 against 0.4 of video), after the third it is vod.
    const list = [...packets(0, 60, 0.5), ...packets(60, 180, 5, 6000), end(180)];
    const verdict = await judged(list);
    expect(verdict).toMatchObject({ verdict: 'vod', decidedAfterSeconds: 180 });
    expect(verdict.probabilities.vod).toBeCloseTo(0.9 * (0.125 + 0.875 + 0.875) / 3, 6);
    // The same minutes the other way round: vod at 5 s and ever after.
    expect(await judged([...packets(0, 120, 5, 6000), ...packets(120, 180, 0.5), end(180)])).toMatchObject({ verdict: 'vod', decidedAfterSeconds: 5 });
  });

  test('an unknown verdict is never decided', async () => {
    const even = handMadeModel(['packet'], 1e6, {
      packet: { feature: 'longest_gap', threshold: 3, low: [0.45, 0.55], high: [0.45, 0.55] },
      second: { feature: 'silent_run_share', threshold: 1, low: [0.45, 0.55], high: [0.45, 0.55] },
    });
    const verdict = judgeFlow(await record([...packets(0, 60, 0.5), end(60)]), even, kernels);
    expect(verdict).toMatchObject({ verdict: 'unknown', subtype: null, likely: 'vod', decidedAfterSeconds: null });
    expect(verdict.probability).toBeCloseTo(0.9 * 0.55, 6);
  });

  test('traffic unlike training is said to be, by the features it is unlike in', async () => {
    const narrow = handMadeModel(['packet'], 2);
    const { warnings, verdict, likely, decidedAfterSeconds } = judgeFlow(await record([...packets(0, 50, 0.5), end(60)]), narrow, kernels);
    expect(warnings).toEqual(['unlike the traffic that the model was trained on: packet_size_down_capped']);
    // However probable: nothing was learned of such traffic.
    expect([verdict, likely, decidedAfterSeconds]).toEqual(['unknown', 'vod', null]);
  });

  test('a flow shorter than 5 s is too short', async () => {
    const verdict = await judged([...packets(0, 4, 0.5), [T0 + 4960, 1400, 0]]);
    expect(verdict).toMatchObject({ verdict: 'unknown', likely: 'other', decidedAfterSeconds: null, reasons: [] });
    expect(verdict.warnings).toEqual(['too short for a verdict: 4.9 s, at least 5 s are needed']);
  });

  test('a flow of less than 1,000 bytes a second is other, and says so', async () => {
    const verdict = await judged([...packets(0, 60, 1, 900), end(60)]);
    expect(verdict).toMatchObject({ verdict: 'other', probability: 0.99, decidedAfterSeconds: 5, warnings: [] });
    expect(verdict.reasons).toEqual([
      { feature: 'rate_down', value: expect.closeTo(Math.log10(901), 9), effect: expect.closeTo(Math.log(99), 9), text: 'carries 900 bytes a second: too little for audio or video' },
    ]);
    const enough = await judged(packets(0, 61, 1, 1000));
    expect(enough.verdict).not.toBe('other');
  });

  test('pauses say nothing: a call in a tunnel that idles before and after is a call, from then on', async () => {
    const idle = (from: number, to: number) => packets(from, to, 10, 100);
    const verdict = await judged([...idle(0, 120), ...packets(120, 180, 0.5), ...idle(180, 600), end(600)]);
    expect(verdict).toMatchObject({ verdict: 'live', likely: 'live', decidedAfterSeconds: 180 });
  });

  test('a handshake of some seconds in a minute of nothing is no media', async () => {
    expect(await judged([...packets(0, 12, 0.5), ...packets(12, 60, 10, 100), end(61)])).toMatchObject({ verdict: 'other', probability: 0.99 });
    // Enough again later: what comes then decides.
    expect(await judged([...packets(0, 12, 0.5), ...packets(12, 60, 10, 100), ...packets(60, 120, 0.5), end(121)])).toMatchObject({ verdict: 'live' });
  });

  test('a window of a pause, or of less than 5 s, says nothing', async () => {
    const flow = await record([...packets(0, 60, 0.5), ...packets(60, 120, 10, 100), end(120)], fixedWindows(60));
    const [full, pause] = flow.windows.map((window) => judgeWindow(flow, window, model, kernels));
    expect(full).toMatchObject({ verdict: 'live' });
    expect(pause).toMatchObject({ verdict: 'unknown', decidedAfterSeconds: null, reasons: [{ feature: 'rate_down' }], warnings: [] });
    const short = await record([...packets(0, 9, 0.5), end(9)], fixedWindows(4));
    expect(judgeWindow(short, short.windows[0]!, model, kernels)).toMatchObject({ verdict: 'unknown', reasons: [], warnings: ['too short for a verdict: 4.0 s, at least 5 s are needed'] });
  });

  test('late packets are a warning', async () => {
    expect((await judged([...packets(0, 70, 0.5), [T0 + 59_000, 1400, 0], end(80)])).warnings).toEqual(['1 packets came too late to be judged']);
  });

  test('a window is judged from itself alone, and decided at its end', async () => {
    const flow = await record([...packets(0, 60, 0.5), ...packets(60, 120, 5, 6000), end(130)], fixedWindows(60));
    const [first, second] = flow.windows.map((window) => judgeWindow(flow, window, model, kernels));
    expect(first).toMatchObject({ verdict: 'live', decidedAfterSeconds: 60, window: { start: 0 } });
    expect(second).toMatchObject({ verdict: 'vod', decidedAfterSeconds: 120, window: { start: 60 } });
    expect(second!.probability).toBeCloseTo(0.9 * 0.875, 6);
  });
});
