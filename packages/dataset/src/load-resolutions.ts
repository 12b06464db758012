import type { Kernels } from '@tunnelscope/core/kernels';
import type { Resolution } from '@tunnelscope/model';
import type { LabelledCapture } from './labelled-capture.ts';
import { loadCaptures } from './load.ts';
import type { ManifestCapture } from './manifest.ts';
import type { TrainingStep } from './train-model.ts';

/** At each resolution the captures that have it; those with packets have both. */
export type CapturesByResolution = Readonly<Record<Resolution, readonly LabelledCapture[]>>;

export interface LoadResolutionsOptions {
  readonly kernels: Kernels;
  /** Threads to read with (default 1); the result is the same. */
  readonly jobs?: number | undefined;
  readonly onProgress?: ((step: TrainingStep) => void) | undefined;
  /** Called with what is odd about a capture or lost of it. */
  readonly onWarning?: ((text: string) => void) | undefined;
}

/**
 * Reads captures at both resolutions, as they are and padded: what training and cross-validation share.
 * @throws CaptureError, or ManifestError for a capture without traffic
 */
export async function loadResolutions(captures: readonly ManifestCapture[], { kernels, jobs, onProgress, onWarning }: LoadResolutionsOptions): Promise<CapturesByResolution> {
  const load = (resolution: Resolution, before: number, onOdd: typeof onWarning) => loadCaptures(captures, {
    kernels,
    jobs,
    resolution,
    padded: true,
    onWarning: onOdd,
    onProgress: (done) => onProgress?.({ what: 'reading captures', done: before + done, of: 2 * captures.length }),
  });
  const packet = await load('packet', 0, onWarning);
  // What was odd about a capture is as odd the second time.
  return { packet, second: await load('second', captures.length, undefined) };
}
