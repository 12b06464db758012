import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { expect, test } from 'vitest';
import { flowPast } from './flow-past.ts';
import { LiveDetector } from './live-detector.ts';
import { flowBatches, primaryPackets } from './spliced-stream.fixture.ts';

const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();
const packets = await primaryPackets('pair_live4_hls_wg_p86.csv.gz');

/** The flow of the first seconds of a recorded capture. */
function followed(seconds: number) {
  const detector = new LiveDetector({ kernels, model });
  for (const batch of flowBatches(packets.filter(([time]) => time < packets[0]![0] + 1000 * seconds))) detector.feed(batch);
  return { now: detector.now, flow: detector.flows.get(0)! };
}

test('the past holds every full second, every step and the reasons', () => {
  const { flow, now } = followed(60);
  const { series, probabilitiesOverTime, likely, reasons } = flowPast(flow, now, model);
  expect([series.bytesDown.length, series.bytesUp.length]).toEqual([series.seconds, series.seconds]);
  const end = Math.floor(now / 1000);
  expect(Date.parse(series.start) / 1000 + series.seconds).toBe(end);
  expect(series.bytesDown).toEqual([...flow.seconds.read(end, series.seconds, flow.side.side === 'b')]);
  expect(probabilitiesOverTime.map(({ time, live, vod, other }) => ({ time: Date.parse(time), probabilities: { live, vod, other } }))).toEqual(flow.trail.points());
  expect(likely).toBe('live');
  expect(reasons.length).toBeGreaterThan(0);
});

test('what has just begun has none', () => {
  const { flow } = followed(5);
  expect(flowPast(flow, flow.start, model)).toMatchObject({ series: { seconds: 0, bytesDown: [], bytesUp: [] }, probabilitiesOverTime: [], likely: null, reasons: [] });
});
