import type { Kernels } from '@tunnelscope/core/kernels';
import type { Model, ModelPart } from '@tunnelscope/model';
import { likeness } from './groups.ts';
import { windowsOf } from './labelled-window.ts';
import type { CapturesByResolution } from './load-resolutions.ts';
import { isSetAside, type Manifest } from './manifest.ts';
import { TILE_SECONDS } from './tiles.ts';
import { trainParts } from './train-parts.ts';
import type { TrainerOptions } from './trainer.ts';

export interface TrainModelOptions extends TrainerOptions {
  readonly name: string;
  readonly kernels: Kernels;
  /** Threads to train with (default 1); the result is the same. */
  readonly jobs?: number | undefined;
  readonly onProgress?: ((step: TrainingStep) => void) | undefined;
}

/** What training is doing, and how far it is. */
export interface TrainingStep {
  readonly what: 'reading captures' | 'training' | 'cross-validating for the card';
  readonly done: number;
  readonly of: number;
}

/**
 * Trains a model on manifests: for each resolution that they offer and each length of TILE_SECONDS one part. Packet
 * captures serve at one-second resolution too, reduced.
 * @param captures those of the manifests; which of them were set aside does not matter, they teach nothing
 * @throws RangeError if there is no live or no VOD window
 */
export async function trainModel(manifests: readonly Manifest[], captures: CapturesByResolution, options: TrainModelOptions): Promise<Model> {
  const { name, seed, trainer, onProgress } = options;
  const all = manifests.flatMap(({ captures }) => captures).filter((capture) => !isSetAside(capture));
  const parts: ModelPart[] = [];
  let windows = 0;
  for (const resolution of ['packet', 'second'] as const) {
    const training = captures[resolution].filter((capture) => !isSetAside(capture));
    if (training.length === 0) continue;
    for await (const { part } of trainParts(training, TILE_SECONDS.map((seconds) => ({ seconds, trains: () => true })), { ...options, resolution })) {
      parts.push(part);
      onProgress?.({ what: 'training', done: parts.length, of: 2 * TILE_SECONDS.length });
    }
    windows += TILE_SECONDS.reduce((sum, seconds) => sum + windowsOf(training, seconds).length, 0);
  }
  return {
    name,
    seed,
    parts,
    training: {
      trainer,
      manifests: manifests.map(({ name: manifest, sha256 }) => ({ name: manifest, sha256 })),
      captures: all.length,
      windows,
      groups: likeness(all).names.length,
    },
  };
}
