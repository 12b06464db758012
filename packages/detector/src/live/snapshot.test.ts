import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordedBatches } from '../recorded-capture.fixture.ts';
import type { LiveEvent } from './event.ts';
import { eventLine } from './event-line.ts';
import { flowLine } from './flow-line.ts';
import { LiveDetector } from './live-detector.ts';
import { sliceBatch } from './slice-batch.ts';
import { SnapshotError } from './state/snapshot-error.ts';

const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();
const options = { kernels, model, idleSeconds: 20, memoryBytes: 60_000 };
const plain = (address: string) => address;

/** What is told of events, with what is known of their flows at the end of them. */
const told = (events: readonly LiveEvent[]) => events.map((event) => (event.kind === 'end' ? { ...eventLine(event, event.last, event.last.since, plain), trail: event.last.trail.points() } : { ...event, flow: event.flow.number }));
const seen = (detector: LiveDetector) => ({ now: detector.now, counts: detector.counts, flows: [...detector.flows.values()].map((flow) => ({ ...flowLine(flow, flow.since, plain), footprint: flow.footprint, window: flow.window })) });

/** A batch cut where told, in ascending order of row. */
function* pieces(batch: CaptureBatch, cuts: readonly number[]): Generator<CaptureBatch> {
  const tunnels = batch.kind === 'packets' ? [...batch.tunnels] : [];
  const rows = [0, ...cuts, batch.count];
  for (let i = 1; i < rows.length; i++) if (rows[i]! > rows[i - 1]!) yield sliceBatch(batch, rows[i - 1]!, rows[i]!, tunnels);
}

for (const name of ['L_live10_wg.csv.gz', 'L_vod2_wg.regular.csv.gz', 'L_callrx_ovpn.csv.gz', 'browse_ovpn.csv.gz']) {
  test(`${name}: restored at random points, everything that follows is the same`, async () => {
    const batches: CaptureBatch[] = [];
    for await (const batch of recordedBatches(name)) batches.push(batch);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), (places) => {
        const whole = new LiveDetector(options);
        let restored = new LiveDetector(options);
        for (const batch of batches) {
          const cuts = places.map((place) => Math.floor(place * batch.count)).sort((x, y) => x - y);
          for (const piece of pieces(batch, cuts)) {
            expect(told(restored.feed(piece))).toEqual(told(whole.feed(piece)));
            restored = LiveDetector.restore(restored.snapshot(), options);
            expect(seen(restored)).toEqual(seen(whole));
          }
        }
        expect(told(restored.end())).toEqual(told(whole.end()));
        expect(restored.counts).toEqual(whole.counts);
      }),
      { numRuns: 8 },
    );
  });
}

test('a row in doubt is in the snapshot', async () => {
  for await (const batch of recordedBatches('L_live10_wg.csv.gz')) {
    const cut = sliceBatch(batch, 0, 100, []);
    const later = (by: number) => ({ ...sliceBatch(batch, 100, 101, []), time: Float64Array.of(batch.time[100]! + by) });
    const whole = new LiveDetector(options);
    whole.feed(cut);
    whole.feed(later(9e6));
    const restored = LiveDetector.restore(whole.snapshot(), options);
    for (const detector of [whole, restored]) detector.feed(later(9e6 + 1));
    expect(seen(restored)).toEqual(seen(whole));
    expect(restored.counts).toMatchObject({ packets: 102, strayPackets: 0 });
    return;
  }
});

test('what is no snapshot is refused, wherever it breaks off', async () => {
  const detector = new LiveDetector(options);
  for await (const batch of recordedBatches('L_callrx_ovpn.csv.gz')) detector.feed(sliceBatch(batch, 0, Math.min(batch.count, 3000), []));
  const bytes = detector.snapshot();
  for (let length = 0; length < bytes.length; length += 97) expect(() => LiveDetector.restore(bytes.subarray(0, length), options)).toThrow(SnapshotError);
  expect(() => LiveDetector.restore(Uint8Array.of(...bytes, 0), options)).toThrow(/found 1 more bytes, expected the end/);
  const newer = bytes.slice();
  new DataView(newer.buffer).setFloat64(4 + 'tunnelscope live detector'.length, 2, true);
  expect(() => LiveDetector.restore(newer, options)).toThrow('snapshot of a live detector: found version 2, expected 1: another release of tunnelscope made it');
});
