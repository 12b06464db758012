import { fileURLToPath } from 'node:url';
import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { createStatistics } from '@tunnelscope/capture/statistics';
import { loadKernels } from '@tunnelscope/core';
import { afterEach, expect, test } from 'vitest';
import { type LiveServer, liveServer } from '../live/live-server.fixture.ts';
import type { LiveSource } from '../options.ts';
import { followSource } from './follow-source.ts';

const kernels = await loadKernels('wasm');
let server: LiveServer | null = null;
afterEach(() => server?.close());

/** A capture of test-data/ as a stream. */
function streamOf(name: string): LiveSource {
  const statistics = createStatistics();
  const source = openCapture(fileURLToPath(new URL(`../../../../test-data/${name}`, import.meta.url)));
  return { name, packets: readCapture(source, kernels, { statistics, batchSize: 1000 }), statistics, dropped: () => null, close: async () => source.close() };
}

async function following(source: LiveSource, maskAddresses = false): Promise<LiveServer> {
  server = await liveServer({ store: { path: ':memory:' }, source }, maskAddresses);
  return server;
}

test('a stream is judged to its end, and its verdict is kept', async () => {
  const { engine, followed, store, metrics } = await following(streamOf('recorded/pair_live4_hls_wg_p86.pcap.gz'));
  await followSource(engine, followed!);
  const { packets, records } = followed!.counters;
  expect(followed!.counters).toMatchObject({ format: 'pcap', state: 'ended', error: null, droppedByKernel: null });
  expect(packets).toBeGreaterThan(10_000);
  expect(records).toBeGreaterThanOrEqual(packets);
  expect(engine.detector.counts).toMatchObject({ packets });
  expect(store.verdicts.find({ source: 'live', most: 10 })).toMatchObject([{ verdict: 'live' }]);
  expect(await metrics.registry.metrics()).toMatch(new RegExp(`^tunnelscope_packets_total\\{source="live"\\} ${packets}$`, 'm'));
});

test('batches wait for the detector: none is read ahead of the one that is judged', async () => {
  const { packets, ...source } = streamOf('recorded/pair_live4_hls_wg_p86.pcap.gz');
  let handedOut = 0;
  let judged = () => 0;
  const { engine, followed } = await following({
    ...source,
    packets: (async function* () {
      for await (const batch of packets) {
        expect(judged()).toBe(handedOut);
        handedOut += batch.count;
        yield batch;
      }
    })(),
  });
  judged = () => engine.detector.counts.packets;
  await followSource(engine, followed!);
  expect(judged()).toBe(handedOut);
  expect(handedOut).toBeGreaterThan(10_000);
});

test('of one that breaks off, what came before is judged; the fault is told, masked where addresses are', async () => {
  const whole = streamOf('recorded/pair_live4_hls_wg_p86.pcap.gz');
  const fault = new Error('10.1.2.3.pcap, byte 7: truncated');
  let before = 0;
  async function* breaking(): AsyncGenerator<CaptureBatch> {
    for await (const batch of whole.packets) {
      before = batch.count;
      yield batch;
      throw fault;
    }
  }
  const { engine, followed, url } = await following({ ...whole, packets: breaking() }, true);
  await expect(followSource(engine, followed!)).rejects.toBe(fault);
  expect(engine.detector.counts.packets).toBe(before);
  expect(before).toBeGreaterThan(0);
  const { source } = (await (await fetch(`${url}/v1/stats`)).json()) as { source: object };
  expect(source).toMatchObject({ state: 'failed', error: 'host-1.pcap, byte 7: truncated' });
});

test('what could not be read, and what was dropped, is counted once however often it is asked for', async () => {
  let lost = 0;
  const stream = { ...streamOf('link-types/wlan-avs.pcap'), dropped: () => lost };
  const { engine, followed, metrics } = await following(stream);
  await followSource(engine, followed!);
  const { skipped } = followed!.counters;
  expect(skipped).toMatchObject({ 'encrypted frame': expect.any(Number) });
  for (lost of [0, 5, 5, 12]) {
    const text = await metrics.registry.metrics();
    expect(text).toContain(`tunnelscope_packets_dropped_total{reason="kernel"} ${lost}\n`);
    for (const [reason, count] of Object.entries(skipped)) if (reason !== 'arp' && reason !== 'not ip') expect(text).toContain(`{reason="${reason}"} ${count}\n`);
  }
});
