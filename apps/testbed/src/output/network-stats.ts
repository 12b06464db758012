import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { createWriter } from '@tunnelscope/capture/create-writer';
import { openCapture } from '@tunnelscope/capture/file';
import { writeCapture } from '@tunnelscope/capture/writer';
import { loadKernels } from '@tunnelscope/core';
import { writeGzip } from './atomic-file.ts';

/** What a capture holds. */
export interface CaptureTotals {
  readonly packets: number;
  /** Sum of the packets' IP total lengths. */
  readonly bytes: number;
  /** From the first packet to the last. */
  readonly seconds: number;
  /** Greatest number of seconds between two packets. */
  readonly longestGapSeconds: number;
}

/**
 * Writes a pcap as extended network-stats, compressed with gzip; whole or not at all.
 * @throws CaptureError if the pcap cannot be read to its end
 */
export async function convertCapture(pcap: string, path: string): Promise<CaptureTotals> {
  const writer = createWriter('network-stats');
  const times = new Times();
  await writeGzip(path, writeCapture(times.watch(readCapture(openCapture(pcap), await loadKernels('wasm'))), writer));
  const { packets, bytes } = writer.statistics;
  return { packets, bytes, seconds: times.seconds, longestGapSeconds: times.longestGap / 1000 };
}

/** Looks at the times of packets that pass. */
class Times {
  #first: number | null = null;
  #last = 0;
  longestGap = 0;

  get seconds(): number {
    return this.#first === null ? 0 : (this.#last - this.#first) / 1000;
  }

  async *watch(batches: AsyncIterable<CaptureBatch>): AsyncGenerator<CaptureBatch> {
    for await (const batch of batches) {
      if (batch.kind === 'packets') for (const time of batch.time) this.#see(time);
      yield batch;
    }
  }

  #see(time: number): void {
    if (this.#first === null) this.#first = time;
    else this.longestGap = Math.max(this.longestGap, time - this.#last);
    this.#last = Math.max(this.#last, time);
  }
}
