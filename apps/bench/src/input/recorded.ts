import { fileURLToPath } from 'node:url';
import { readCapture } from '@tunnelscope/capture';
import { loadKernels } from '@tunnelscope/core';
import type { PacketBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import type { PacketWindow } from '@tunnelscope/model/features/window';

/** Path of a capture that comes with the project. */
export function recordedCapture(name: string): string {
  return fileURLToPath(new URL(`../../../../test-data/recorded/${name}`, import.meta.url));
}

/** The first seconds of a recorded capture's first flow, which is the tunnel, as features are measured on it. */
export async function recordedWindow(name: string, seconds: number): Promise<PacketWindow> {
  const time: number[] = [];
  const size: number[] = [];
  const down: number[] = [];
  let start = Number.NaN;
  for await (const batch of readCapture(openCapture(recordedCapture(name)), await loadKernels('wasm'))) {
    if (batch.kind === 'packets') add(batch);
  }
  return { time: Float64Array.from(time), size: Uint16Array.from(size), down: Uint8Array.from(down), seconds };

  function add(batch: PacketBatch): void {
    for (let i = 0; i < batch.count; i++) {
      if (batch.flow[i] !== 0) continue;
      if (Number.isNaN(start)) start = batch.time[i]!;
      const now = (batch.time[i]! - start) / 1000;
      if (now >= seconds) continue;
      time.push(now);
      size.push(batch.size[i]!);
      down.push(1 - batch.fromA[i]!);
    }
  }
}
