import { WorkerError } from '@tunnelscope/workers/worker-error';
import type { LabelledCapture } from './labelled-capture.ts';
import { loadCapture, type LoadedFlow, type LoadingOptions } from './load-capture.ts';
import type { LoadingData } from './load-thread.ts';
import type { ManifestCapture } from './manifest.ts';
import { resultsInOrder } from './results-in-order.ts';

export interface LoadOptions extends LoadingOptions {
  /** Threads to read with (default 1); the result is the same. */
  readonly jobs?: number | undefined;
  /** Called after each capture. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  /** Called with what did not stop the reading but may be a loss, by the name that the manifest has for the capture. */
  readonly onWarning?: ((text: string) => void) | undefined;
}

/**
 * Reads captures and cuts the primary flow of each into windows of every length that training and evaluation use.
 * @returns the captures that have the resolution, in the manifest's order
 * @throws CaptureError, or ManifestError for a capture without traffic
 */
export async function loadCaptures(captures: readonly ManifestCapture[], options: LoadOptions): Promise<LabelledCapture[]> {
  const { kernels, jobs = 1, resolution, windowSeconds, seed, padded, onProgress, onWarning } = options;
  const data: LoadingData = { engine: kernels.engine, resolution, windowSeconds, seed, padded };
  const here = (capture: ManifestCapture) => loadCapture(capture, options);
  const loaded: LabelledCapture[] = [];
  const results = resultsInOrder<ManifestCapture, LoadedFlow>('load-thread', captures, { jobs, data, here, nameOf: ({ path }) => path });
  try {
    for (const [i, capture] of captures.entries()) {
      const next = await results.next().catch(async (error: unknown) => {
        // An error that comes out of a thread has lost what kind of error it is. Here the capture fails again, as itself.
        if (Math.min(jobs, captures.length) > 1 && !(error instanceof WorkerError)) await here(capture);
        throw error;
      });
      const { record, padded: alsoPadded, warnings } = next.value as LoadedFlow;
      for (const text of warnings) onWarning?.(`${capture.file}: ${text}`);
      if (record) loaded.push({ ...capture, record, padded: alsoPadded });
      onProgress?.(i + 1, captures.length);
    }
  } finally {
    await results.return();
  }
  return loaded;
}
