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
  const collect = async (batches: AsyncIterable<unknown>) => {
    const all: PacketBatch[] = [];
    for await (const batch of batches) all.push(structuredClone(batch) as PacketBatch);
    return all;
  };
  const plain = await collect(readCapture(openCapture(path), kernels));
  const found = await collect(padded(readCapture(openCapture(path), kernels)));
  expect(found.map(({ size, ...rest }) => rest)).toEqual(plain.map(({ size, ...rest }) => rest));
  for (const [i, { size, count }] of plain.entries()) {
    for (let k = 0; k < count; k++) {
      const grown = found[i]!.size[k]!;
      expect(grown - size[k]!).toBeGreaterThanOrEqual(0);
      expect(grown - size[k]!).toBeLessThan(64);
      if (size[k]! <= 1472) expect(grown % 64).toBe(0);
    }
  }
  expect(plain[0]!.count).toBeGreaterThan(0);
});

test('a full packet stays as it is, and so does a larger one', async () => {
  const batch = { kind: 'packets', size: Uint16Array.of(40, 64, 65, 1480, 1500, 9000) } as unknown as PacketBatch;
  const { value } = await padded((async function* () { yield batch; })()).next();
  expect([...(value as PacketBatch).size]).toEqual([64, 64, 128, 1500, 1500, 9000]);
});
