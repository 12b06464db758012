import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildPcap, ethernet, ipv4, udp } from '../fixtures/build-pcap.ts';
import { kernels } from '../fixtures/kernels.ts';
import { gunzip } from './file.ts';
import { fromChunks } from './from-chunks.ts';
import { readCapture } from './read.ts';
import type { CaptureSource } from './source.ts';

// Sources that are closed on purpose while they are read.

const DATA = ethernet(ipv4({ payload: udp(5000, 443, 10) }));
const PCAP = buildPcap([{ second: 0, fraction: 0, data: DATA }, { second: 1, fraction: 0, data: DATA }]);

async function packetsOf(source: CaptureSource): Promise<number> {
  let packets = 0;
  for await (const batch of readCapture(source, kernels.typescript)) packets += batch.count;
  return packets;
}

test('it ends though bytes still come, as from a compression bomb', async () => {
  let pulled = 0;
  const record = new Uint8Array(16);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield PCAP;
    for (; pulled < 1000; pulled++) yield record;
  }
  const source = {
    name: 'x',
    ...fromChunks(bytes()),
    get closed() {
      return pulled >= 10;
    },
  };
  expect(await packetsOf(source)).toBe(2);
  expect(pulled).toBeLessThan(20);
});

test('it ends without an error, even in the middle of compressed data', async () => {
  let closed = false;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const compressed = gzipSync(PCAP, { level: 0 });
    yield compressed.subarray(0, compressed.length - 10);
    closed = true;
  }
  const source = {
    name: 'x',
    decompressors: { gzip: gunzip },
    ...fromChunks(bytes()),
    get closed() {
      return closed;
    },
  };
  expect(await packetsOf(source)).toBeLessThanOrEqual(2);
});
