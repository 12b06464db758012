import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCapture } from '../../packages/capture/src/read.ts';
import { openCapture } from '../../packages/capture/src/file.ts';
import type { FlowRecord } from '../../packages/detector/src/flow-record.ts';
import { type TrackOptions, trackFlows } from '../../packages/detector/src/track.ts';

/** Where a capture is: in the folder, or in captures/ within it. */
export function capturePath(folder: string, file: string): string {
  const direct = join(folder, file);
  return existsSync(direct) ? direct : join(folder, 'captures', file);
}

/** A capture's heaviest flow, through the whole pipeline. @throws Error for a capture without traffic */
export async function primaryRecord(path: string, options: TrackOptions): Promise<FlowRecord> {
  let heaviest: FlowRecord | undefined;
  for await (const record of trackFlows(readCapture(openCapture(path), options.kernels), options)) {
    if (!heaviest || record.bytesDown + record.bytesUp > heaviest.bytesDown + heaviest.bytesUp) heaviest = record;
  }
  if (!heaviest) throw new Error(`${path}: found no packets, expected a capture with traffic`);
  return heaviest;
}
