import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { answerTasks } from '@tunnelscope/workers/answer';
import { loadCapture, type LoadedFlow, type LoadingOptions } from './load-capture.ts';
import type { ManifestCapture } from './manifest.ts';

/** What a thread that reads captures is to know once. */
export interface LoadingData extends Omit<LoadingOptions, 'kernels'> {
  readonly engine: Engine;
}

answerTasks<LoadingData, ManifestCapture, LoadedFlow, never>(async ({ engine, ...options }) => {
  const kernels = await loadKernels(engine);
  return async function* (capture) {
    yield await loadCapture(capture, { ...options, kernels });
  };
});
