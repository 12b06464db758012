import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';
import { StreamCutter, type StreamStep } from '@tunnelscope/detector/live/stream-cutter';
import { fileFingerprint } from './fingerprint.ts';
import type { TapSource } from './tap-source.ts';

const kernels = await loadKernels('wasm');

const pathOf = (name: string) => decodeURIComponent(new URL(`../../../../test-data/recorded/${name}`, import.meta.url).pathname);

/** A recorded capture, as a tap reads it. */
export function recordedSource(name: string, speed: number): TapSource {
  return { packets: recordedBatches(name), file: { fingerprint: fileFingerprint(pathOf(name), speed), speed }, dropped: () => null };
}

/** The steps that it is. */
export async function recordedSteps(name: string): Promise<StreamStep[]> {
  const cutter = new StreamCutter();
  const steps: StreamStep[] = [];
  for await (const batch of recordedBatches(name)) steps.push(...cutter.feed(batch));
  return [...steps, ...cutter.end()];
}

function recordedBatches(name: string): AsyncGenerator<CaptureBatch, void, undefined> {
  return readCapture(openCapture(pathOf(name)), kernels);
}
