import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { loadKernels } from '@tunnelscope/core';
import type { FlowRecord } from './flow-record.ts';
import { trackFlows, type TrackOptions } from './track.ts';

/** test-data/recorded. */
export const RECORDED = new URL('../../../test-data/recorded/', import.meta.url);

const kernels = await loadKernels('wasm');

/** The batches of a recorded capture. */
export function recordedBatches(name: string): AsyncGenerator<CaptureBatch, void, undefined> {
  return readCapture(openCapture(decodeURIComponent(new URL(name, RECORDED).pathname)), kernels);
}

/** The heaviest flow of a recorded capture, through the whole pipeline. */
export async function primaryRecord(name: string, options: TrackOptions): Promise<FlowRecord> {
  let heaviest: FlowRecord | undefined;
  for await (const record of trackFlows(recordedBatches(name), options)) {
    if (!heaviest || weight(record) > weight(heaviest)) heaviest = record;
  }
  if (!heaviest) throw new Error(`${name}: found no flow`);
  return heaviest;
}

function weight({ bytesDown, bytesUp }: FlowRecord): number {
  return bytesDown + bytesUp;
}
