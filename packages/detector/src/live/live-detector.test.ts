import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { loadKernels } from '@tunnelscope/core';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { Model } from '@tunnelscope/model';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordedBatches } from '../recorded-capture.fixture.ts';
import { flowNumbered } from '../synthetic-capture.fixture.ts';
import type { LiveEvent, VerdictEvent } from './event.ts';
import { LiveDetector, type LiveOptions } from './live-detector.ts';
import { flowBatches, type Packet, primaryPackets, shifted } from './spliced-stream.fixture.ts';

const VOD = 'pair_vod4_hls_wg_p86.csv.gz';
const LIVE = 'pair_live4_hls_wg_p86.csv.gz';

let kernels: Kernels;
let model: Model;
let vod: Packet[];
let live: Packet[];
beforeAll(async () => {
  kernels = await loadKernels('wasm');
  model = await loadDefaultModel();
  [vod, live] = await Promise.all([primaryPackets(VOD), primaryPackets(LIVE)]);
});

const detector = (options: Partial<LiveOptions> = {}) => new LiveDetector({ kernels, model, ...options });
const feedAll = (live: LiveDetector, batches: readonly CaptureBatch[]) => batches.flatMap((batch) => live.feed(batch));
const run = (batches: readonly CaptureBatch[], options?: Partial<LiveOptions>) => {
  const made = detector(options);
  return { made, events: [...feedAll(made, batches), ...made.end()] };
};
const verdicts = (events: readonly LiveEvent[]) => events.filter((event): event is VerdictEvent => event.kind === 'verdict');
const told = (events: readonly LiveEvent[]) => verdicts(events).map(({ verdict, cause }) => `${cause}: ${verdict.verdict}`);
/** What an event says, without the state behind it. */
const plain = (events: readonly LiveEvent[]) => events.map((event) => (event.kind === 'end' ? { ...event, last: event.last.packets } : event));

describe('one flow', () => {
  test.each([[VOD, 'vod'], [LIVE, 'live'], ['call_y4m_wg.csv.gz', 'live']])('%s: %s, within a minute', async (name, expected) => {
    const made = detector();
    const events: LiveEvent[] = [];
    for await (const batch of recordedBatches(name)) events.push(...made.feed(batch));
    const [heaviest] = [...made.flows.values()].sort((x, y) => y.bytesDown + y.bytesUp - x.bytesDown - x.bytesUp);
    const [first] = verdicts(events).filter(({ flow }) => flow === heaviest!.flow);
    expect(heaviest!.policy.current?.verdict).toBe(expected);
    expect(first!.time - heaviest!.start).toBeLessThanOrEqual(60_000);
  });

  test('content that changes inside a tunnel is noticed within a minute and a half, with its time', () => {
    const change = vod.at(-1)![0] + 1000;
    const { events } = run(flowBatches([...vod, ...shifted(live, change)]));
    expect(told(events)).toEqual(['first: vod', 'change of content: live']);
    const [, changed] = verdicts(events);
    expect(changed!.before).toBe('vod');
    expect(Math.abs(changed!.since - change)).toBeLessThan(20_000);
    expect(changed!.time - change).toBeLessThan(90_000);
  });

  test('after a pause of minutes another sitting begins', () => {
    const start = vod.at(-1)![0] + 180_000;
    const { events } = run(flowBatches([...vod, ...shifted(live, start)]), { idleSeconds: 600 });
    expect(told(events)).toEqual(['first: vod', 'change of content: live']);
    expect(verdicts(events)[1]!.since).toBe(start);
  });

  test('a capture that begins in the middle of a flow is judged all the same', () => {
    const middle = live.filter(([time]) => time > live[0]![0] + 47_000);
    expect(told(run(flowBatches(middle)).events)).toEqual(['first: live']);
  });

  test('a capture of seconds is followed too', async () => {
    const made = detector();
    const events: LiveEvent[] = [];
    for await (const batch of recordedBatches('L_vod2_wg.regular.csv.gz')) events.push(...made.feed(batch));
    const [heaviest] = [...made.flows.values()].sort((x, y) => y.bytesDown - x.bytesDown);
    expect(heaviest).toMatchObject({ resolution: 'second' });
    expect(heaviest!.window!.liveness).toHaveLength(3);
    expect(made.counts.windows).toBeGreaterThan(8);
  });

  test('where batches end makes no difference', () => {
    const whole = plain(run(flowBatches(vod)).events);
    for (const size of [7, 100_000]) expect(plain(run(flowBatches(vod, 0, size)).events)).toEqual(whole);
  });

  test('packets that come twice at the same time, or in another order within a second, change no verdict', () => {
    const expected = told(run(flowBatches(vod)).events);
    const swapped = vod.slice();
    for (let i = 1; i + 1 < swapped.length; i += 2) {
      if (swapped[i + 1]![0] - swapped[i]![0] < 500) [swapped[i], swapped[i + 1]] = [swapped[i + 1]!, swapped[i]!];
    }
    expect(told(run(flowBatches(swapped)).events)).toEqual(expected);
    const sameTime = vod.map(([time, size, fromA]): Packet => [10 * Math.floor(time / 10), size, fromA]);
    expect(told(run(flowBatches(sameTime)).events)).toEqual(expected);
  });

  test('the end that receives more is the client; until that is known the flow may turn, and is judged anew', () => {
    // Twelve seconds in which the client sends, then it watches.
    const upload = Array.from({ length: 120 }, (_, i): Packet => [vod[0]![0] - 12_000 + 100 * i, 900, vod[0]![2]]);
    const client = vod.reduce((sum, [, size, fromA]) => sum + (fromA ? size : -size), 0) > 0 ? 'b' : 'a';
    const first = upload.map(([time, size]): Packet => [time, size, client === 'a' ? 1 : 0]);
    const { made, events } = run(flowBatches([...first, ...vod]));
    expect(events.filter(({ kind }) => kind === 'client')).toMatchObject([{ client }]);
    expect(told(events).at(-1)).toMatch(/vod$/);
    expect(made.flows.size).toBe(0);
  });
});

describe('time', () => {
  test('passes without packets: what was sent is judged, then the flow has been idle for too long', () => {
    const made = detector({ idleSeconds: 30 });
    const start = vod.filter(([time]) => time < vod[0]![0] + 61_000);
    const before = feedAll(made, flowBatches(start, 0, 100_000));
    expect(verdicts(before).length).toBeLessThanOrEqual(1);
    const events: LiveEvent[] = [];
    for (let second = 1; second <= 40; second++) events.push(...made.pass(start.at(-1)![0] + 1000 * second));
    expect(told([...before, ...events])).toEqual(['first: vod']);
    expect(events.at(-1)).toMatchObject({ kind: 'end', reason: 'idle' });
    expect(made.flows.size).toBe(0);
    expect(made.counts).toMatchObject({ flows: 1, idle: 1 });
  });

  test('a flow that comes back after it was idle starts anew under its number', () => {
    const again = shifted(vod, vod.at(-1)![0] + 3_600_000);
    const { made, events } = run(flowBatches([...vod, ...again]));
    expect(told(events)).toEqual(['first: vod', 'first: vod']);
    expect(made.counts).toMatchObject({ flows: 2, idle: 1, strayPackets: 0, packets: 2 * vod.length });
  });

  test('one packet from the future, or the past, is left out and counted', () => {
    const expected = told(run(flowBatches(vod)).events);
    for (const by of [86_400_000, -86_400_000]) {
      const packets = vod.toSpliced(1000, 0, [vod[1000]![0] + by, 500, 1]);
      const { made, events } = run(flowBatches(packets));
      expect(told(events)).toEqual(expected);
      expect(made.counts.strayPackets).toBe(1);
    }
  });

  test('a clock that is set back ends all flows, and they go on from there', () => {
    const back = shifted(live, vod[0]![0] - 7_200_000);
    const { events } = run(flowBatches([...vod, ...back]));
    expect(events.filter(({ kind }) => kind === 'end')).toMatchObject([{ reason: 'clock' }, { reason: 'capture ended' }]);
    expect(told(events)).toEqual(['first: vod', 'first: live']);
  });
});

describe('many flows', () => {
  test('ports that change begin another flow; the one before ends when it has been silent', () => {
    const half = live[Math.floor(live.length / 2)]![0];
    const [early, late] = [live.filter(([time]) => time < half), live.filter(([time]) => time >= half)];
    const made = detector({ idleSeconds: 20 });
    const events = [...feedAll(made, flowBatches(early, 0)), ...feedAll(made, flowBatches(late, 1)), ...made.end()];
    const first = verdicts(events).filter(({ cause }) => cause === 'first');
    expect(first.map(({ flow, verdict }) => [flow.number, verdict.verdict])).toEqual([[0, 'live'], [1, 'live']]);
    expect(events.filter(({ kind }) => kind === 'end')).toMatchObject([{ flow: { number: 0 }, reason: 'idle' }, { flow: { number: 1 }, reason: 'capture ended' }]);
  });

  test('with too little memory the flows with the least traffic leave first, and are counted', () => {
    const made = detector({ memoryBytes: 200_000 });
    const start = vod[0]![0];
    const small = Array.from({ length: 300 }, (_, i) => flowBatches([[start + i, 60, 1]], 1 + i)).flat();
    const events = [...feedAll(made, small), ...feedAll(made, flowBatches(vod.slice(0, 3000), 0))];
    const ended = events.filter((event) => event.kind === 'end');
    expect(ended.length).toBeGreaterThan(100);
    expect(ended.every(({ reason, flow }) => reason === 'evicted' && flow.number !== 0)).toBe(true);
    expect(made.counts.evicted).toBe(ended.length);
    expect(made.flows.has(0)).toBe(true);
  });

  test('what the reader has forgotten ends, and its number is forgotten here too', () => {
    const made = detector();
    const [batch] = flowBatches(vod.slice(0, 10), 0);
    const events = made.feed({ ...batch!, evictedFlows: [0], tunnels: [{ flow: 0, tunnel: 'wireguard' }] });
    expect(events).toMatchObject([{ kind: 'tunnel', tunnel: 'wireguard', number: 0 }, { kind: 'end', reason: 'evicted', number: 1 }]);
    expect(made.flows.size).toBe(0);
  });

  test('a flow costs less than 24 kB at ten packets a second, however old it grows', () => {
    const made = detector();
    const start = 1_600_000_000_000;
    const packets = Array.from({ length: 10 * 900 }, (_, i): Packet => [start + 100 * i, i % 5 === 0 ? 80 : 1200, i % 5 === 0 ? 1 : 0]);
    let most = 0;
    for (const batch of flowBatches(packets, 0, 10)) {
      made.feed(batch);
      most = Math.max(most, made.flows.get(0)!.footprint);
    }
    expect(most).toBeLessThan(24_000);
  });
});

test('both twins tell the same', async () => {
  const typescript = await loadKernels('typescript');
  const batches = flowBatches([...vod, ...shifted(live, vod.at(-1)![0] + 1000)]);
  expect(plain(run(batches, { kernels: typescript }).events)).toEqual(plain(run(batches).events));
  expect(flowNumbered(0)).toEqual(batches[0]!.newFlows[0]);
});
