import { fileURLToPath } from 'node:url';
import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { WALL_CLOCK } from '@tunnelscope/detector/live/clock';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import { expect, test } from 'vitest';
import { kernels, model } from '../detail/recorded.fixture.ts';
import { held } from '../local/held.ts';
import { LocalFlows } from '../local/local-flows.ts';
import { snapshot, type SnapshotOptions } from './snapshot.ts';

const capture = fileURLToPath(new URL('../../../../test-data/recorded/pair_live4_hls_wg_p86.pcap.gz', import.meta.url));

function options(changes: Partial<SnapshotOptions>, given: AsyncIterable<CaptureBatch> = readCapture(openCapture(capture), kernels)): SnapshotOptions {
  const { packets, ended } = held(given);
  return {
    flows: new LocalFlows({ packets, detector: new LiveDetector({ kernels, model }), model, speed: Infinity, clock: WALL_CLOCK }),
    until: ended,
    source: { name: 'live.pcap', kind: 'replay', speed: Infinity, counters: () => [], error: () => null },
    kernels, engine: 'wasm', modelName: 'default', columns: 150, rows: 40, seconds: Infinity, format: 'txt', clock: WALL_CLOCK, ...changes,
  };
}

test('one frame at the end of the packets, before their flows end', async () => {
  const text = await snapshot(options({}));
  const lines = text.split('\n');
  expect(lines).toHaveLength(41);
  expect(lines[0]).toMatch(/live\.pcap/);
  expect(text).toMatch(/172\.31\.1\.2:41831 +172\.31\.1\.1 .*● live/);
  expect(text).toContain('SPECTRUM  most at 0.25 Hz, every 4.0 s');
  expect(text).not.toContain('capture ended');
});

test('after so many seconds of what has no end', async () => {
  const packets = (async function* () {
    yield* readCapture(openCapture(capture), kernels);
    await new Promise(() => {});
  })();
  const svg = await snapshot(options({ seconds: 1, format: 'svg', columns: 80, rows: 24 }, packets));
  expect(svg).toMatch(/^<svg [\s\S]*172\.31\.1\.2[\s\S]*<\/svg>\n$/);
});

test('packets that break off are shown as far as they came', async () => {
  const packets = (async function* () {
    yield* readCapture(openCapture(capture), kernels);
    throw new Error('the disk is gone');
  })();
  expect(await snapshot(options({}, packets))).toContain('the disk is gone');
});
