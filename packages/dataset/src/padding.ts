import type { CaptureBatch } from '@tunnelscope/capture/batch';

/** What padded packets grow to a multiple of. */
const BLOCK = 64; // bytes
/** No padding makes a packet larger than a usual link takes. */
const LARGEST = 1500; // bytes

/**
 * The same packets as a tunnel would send them that pads sizes to multiples of 64 bytes, so that request sizes blur. What a
 * capture is does not change by it, so training learns from both, and evaluation can judge either.
 */
export async function* padded(batches: AsyncIterable<CaptureBatch>): AsyncGenerator<CaptureBatch, void, undefined> {
  for await (const batch of batches) yield batch.kind === 'packets' ? { ...batch, size: batch.size.map(paddedSize) } : batch;
}

function paddedSize(size: number): number {
  return Math.max(size, Math.min(LARGEST, Math.ceil(size / BLOCK) * BLOCK));
}
