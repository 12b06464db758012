import { readCapture } from '@tunnelscope/capture';
import type { PacketBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { expect, test } from 'vitest';
import { padded } from './padding.ts';
import { recordedManifest } from './recorded-manifest.fixture.ts';

const kernels = await loadKernels('wasm');
const { captures } = await recordedManifest();

test('sizes grow to multiples of 64 bytes, as far as a link takes them; nothing else changes', async () => {
  const path = captures.find(({ file }) => file === 'idle_ovpn.csv.gz')!.path;
  // Where batches end depends on how fast the file is read.
  const collect = async (batches: AsyncIterable<unknown>) => {
    const all: PacketBatch[] = [];
    for await (const batch of batches) all.push(structuredClone(batch) as PacketBatch);
    const column = (name: 'time' | 'nanoseconds' | 'size' | 'flow' | 'fromA') => all.flatMap((batch) => [...batch[name].subarray(0, batch.count)]);
    return {
      size: column('size'),
      others: [column('time'), column('nanoseconds'), column('flow'), column('fromA')],
      flows: [all.flatMap(({ newFlows }) => newFlows), all.flatMap(({ evictedFlows }) => evictedFlows), all.flatMap(({ tunnels }) => tunnels)],
    };
  };
  const plain = await collect(readCapture(openCapture(path), kernels));
  const { size, ...rest } = await collect(padded(readCapture(openCapture(path), kernels)));
  expect({ size: plain.size, ...rest }).toEqual(plain);
  for (const [i, grown] of size.entries()) {
    expect(grown - plain.size[i]!).toBeGreaterThanOrEqual(0);
    expect(grown - plain.size[i]!).toBeLessThan(64);
    if (plain.size[i]! <= 1472) expect(grown % 64).toBe(0);
  }
  expect(size.length).toBeGreaterThan(0);
});

test('a full packet stays as it is, and so does a larger one', async () => {
  const batch = { kind: 'packets', size: Uint16Array.of(40, 64, 65, 1480, 1500, 9000) } as unknown as PacketBatch;
  const { value } = await padded((async function* () { yield batch; })()).next();
  expect([...(value as PacketBatch).size]).toEqual([64, 64, 128, 1500, 1500, 9000]);
});
