import type { Flow } from '../../packages/capture/src/batch.ts';
import { CaptureError } from '../../packages/capture/src/errors.ts';
import { openCapture } from '../../packages/capture/src/file.ts';
import { readCapture } from '../../packages/capture/src/read.ts';
import { createStatistics } from '../../packages/capture/src/statistics.ts';
import type { Kernels } from '../../packages/core/src/kernels.ts';
import { CaptureFlows } from './capture-flows.ts';

/** What this project finds in a capture. */
export async function ownFlows(path: string, kernels: Kernels): Promise<CaptureFlows> {
  const found = new CaptureFlows();
  const known = new Map<number, Flow>();
  const statistics = createStatistics();
  const source = openCapture(path);
  try {
    for await (const batch of readCapture(source, kernels, { statistics })) {
      for (const flow of batch.newFlows) known.set(flow.number, flow);
      for (let i = 0; i < batch.count; i++) {
        const { a, b, protocol } = known.get(batch.flow[i]!)!;
        const bytes = batch.kind === 'packets' ? batch.size[i]! : batch.bytesFromA[i]! + batch.bytesFromB[i]!;
        found.add([a.address, a.port], [b.address, b.port], protocol, 1, bytes);
      }
      for (const number of batch.evictedFlows) known.delete(number);
    }
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    found.notes.push(error.message);
  } finally {
    source.close();
  }
  found.packets = statistics.packets;
  const skipped = Object.entries(statistics.skipped).map(([reason, count]) => `${count} ${reason}`);
  if (skipped.length > 0) found.notes.push(`left out: ${skipped.join(', ')}`);
  return found;
}
