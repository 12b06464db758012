import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { expect, test } from 'vitest';
import { LiveDetector } from './live-detector.ts';
import { flowBatches, type Packet, primaryPackets } from './spliced-stream.fixture.ts';
import { likelyOf, reasonsOf } from './reasons.ts';

const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();
const packets = await primaryPackets('pair_live4_hls_wg_p86.csv.gz');
const vod = await primaryPackets('pair_vod4_hls_wg_p86.csv.gz');

/** The flow of the first seconds of a recorded capture. */
function followed(seconds: number, of: readonly Packet[] = packets) {
  const detector = new LiveDetector({ kernels, model });
  for (const batch of flowBatches(of.filter(([time]) => time < of[0]![0] + 1000 * seconds))) detector.feed(batch);
  return { detector, flow: detector.flows.get(0)! };
}

test('reasons are worked out once a window', () => {
  const { flow, detector } = followed(60);
  const first = reasonsOf(flow, model);
  expect(first).toMatchObject({ likely: 'live', reasons: expect.arrayContaining([{ feature: expect.any(String), value: expect.any(Number), effect: expect.any(Number), text: expect.any(String) }]) });
  expect(reasonsOf(flow, model)).toBe(first);
  const { window } = flow;
  detector.pass(detector.now + 20_000);
  expect(flow.window).not.toBe(window);
  expect(reasonsOf(flow, model)).not.toBe(first);
});

test('a verdict that a silent flow keeps is explained by what it came from', () => {
  const { flow, detector } = followed(120, vod);
  const before = reasonsOf(flow, model);
  const start = detector.now;
  // A keepalive now and then: neither silence nor media.
  for (let i = 1; i <= 12; i++) detector.feed(flowBatches([[start + 10_000 * i, 80, 0]])[0]!);
  expect(flow.policy.current?.verdict).toBe('vod');
  const silent = reasonsOf(flow, model)!;
  expect(silent.likely).toBe('vod');
  expect(silent.reasons.map(({ feature }) => feature)).not.toContain('rate_down');
  expect(silent.reasons.length).toBeGreaterThanOrEqual(before!.reasons.length - 1);
  expect(Math.max(...silent.reasons.map(({ effect }) => effect))).toBeGreaterThan(0);
});

test('a flow that never had enough for media is explained by that', () => {
  const { flow, detector } = followed(60, Array.from({ length: 20 }, (_, i): Packet => [packets[0]![0] + 5000 * i, 80, 0]));
  detector.pass(detector.now + 15_000);
  expect(reasonsOf(flow, model)).toMatchObject({ likely: 'other', reasons: [{ feature: 'rate_down', text: 'the last minute carries 16 bytes a second: too little for audio or video' }] });
  for (let i = 0; i < 24; i++) detector.feed(flowBatches([[detector.now + 5000, 160, 0]])[0]!);
  expect(reasonsOf(flow, model)!.reasons[0]!.text).toContain('carries 32 bytes');
});

test('before the first window there are none', () => {
  const { flow } = followed(5);
  expect(likelyOf(flow)).toBeNull();
  expect(reasonsOf(flow, model)).toBeNull();
});
