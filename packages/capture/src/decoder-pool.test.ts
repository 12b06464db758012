import { ENGINES, type Kernels } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import { buildPcap, ethernet, ipv4, udp } from '../fixtures/build-pcap.ts';
import { kernels } from '../fixtures/kernels.ts';
import type { CaptureBatch } from './batch.ts';
import { fromChunks } from './from-chunks.ts';
import { readCapture } from './read.ts';

/** A capture in which every packet is of another flow. */
function pcapOf(packets: number, firstPort: number): Uint8Array<ArrayBuffer> {
  return buildPcap(Array.from({ length: packets }, (_, index) => ({ second: index, fraction: 0, data: ethernet(ipv4({ payload: udp(firstPort + index, 443, 10) })) })));
}

/** A network-stats file with one line, over 1 MiB long: so many packets in one second. */
function csvOf(packets: number): Uint8Array<ArrayBuffer> {
  const header = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts,packet_times,packet_sizes,packet_dirs';
  const columns = ['1600000000000;', '9;', '1;'].map((item) => item.repeat(packets));
  return new TextEncoder().encode(`${header}\n1600000000,192.0.2.1,1,192.0.2.2,2,17,${9 * packets},0,${packets},0,${columns.join(',')}\n`);
}

async function* chunk(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function reading(bytes: Uint8Array<ArrayBuffer>, own: Kernels, batchSize = 64): AsyncGenerator<CaptureBatch, void, undefined> {
  return readCapture({ name: 'x', ...fromChunks(chunk(bytes)) }, own, { batchSize });
}

async function all(batches: AsyncIterable<CaptureBatch>): Promise<CaptureBatch[]> {
  const found: CaptureBatch[] = [];
  for await (const batch of batches) found.push(batch);
  return found;
}

describe.each(ENGINES)('%s', (engine) => {
  /** Kernels that no other test reads with, and how many decoders they have opened. */
  function counted(): { own: Kernels; opened: () => number } {
    let count = 0;
    const own: Kernels = {
      ...kernels[engine],
      openDecoder: (options) => {
        count++;
        return kernels[engine].openDecoder(options);
      },
    };
    return { own, opened: () => count };
  }

  test('one capture after the other is read with one decoder, and knows nothing of those before', async () => {
    const { own, opened } = counted();
    const fresh = await all(reading(pcapOf(100, 5000), counted().own));
    const first = await all(reading(pcapOf(100, 5000), own));
    const between = await all(reading(pcapOf(70, 9000), own));
    expect(await all(reading(pcapOf(100, 5000), own))).toEqual(fresh);
    expect(first).toEqual(fresh);
    expect(between.flatMap(({ newFlows }) => newFlows.map(({ number }) => number))).toEqual(Array.from({ length: 70 }, (_, number) => number));
    expect(opened()).toBe(1);
  });

  test('two captures at once have a decoder each', async () => {
    const { own, opened } = counted();
    await all(reading(pcapOf(1, 1), own));
    const [one, other] = [reading(pcapOf(100, 5000), own), reading(pcapOf(100, 6000), own)];
    const found: CaptureBatch[][] = [[], []];
    for (let open = 2; open > 0; ) {
      const steps = await Promise.all([one.next(), other.next()]);
      open = steps.filter(({ done }) => !done).length;
      for (const [i, { value }] of steps.entries()) if (value) found[i]!.push(value);
    }
    expect(found).toEqual([await all(reading(pcapOf(100, 5000), counted().own)), await all(reading(pcapOf(100, 6000), counted().own))]);
    expect(opened()).toBe(2);
  });

  test('batches of another size want another decoder', async () => {
    const { own, opened } = counted();
    await all(reading(pcapOf(1, 1), own));
    await all(reading(pcapOf(1, 1), own, 32));
    expect(opened()).toBe(2);
  });

  test.each([
    ['a fault', async (own: Kernels) => { await expect(all(reading(pcapOf(3, 1).subarray(0, 100), own))).rejects.toThrow('truncated'); }],
    ['being left early', async (own: Kernels) => { for await (const _ of reading(pcapOf(100, 1), own)) break; }],
    ['a line that made input and columns grow', async (own: Kernels) => { expect((await all(reading(csvOf(100_000), own)))[0]).toMatchObject({ count: 100_000 }); }],
    ['very many flows', async (own: Kernels) => { await all(reading(pcapOf(4097, 1), own)); }],
  ])('none is kept after %s', async (_, read) => {
    const { own, opened } = counted();
    await read(own);
    const again = await all(reading(pcapOf(2, 1), own));
    expect(again).toEqual(await all(reading(pcapOf(2, 1), counted().own)));
    expect(opened()).toBe(2);
  });
});
