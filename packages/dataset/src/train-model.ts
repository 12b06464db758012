import type { Kernels } from '@tunnelscope/core/kernels';
import type { Model, ModelPart } from '@tunnelscope/model';
import { likeness } from './groups.ts';
import { windowsOf } from './labelled-window.ts';
import { loadCaptures } from './load.ts';
import { isSetAside, type Manifest } from './manifest.ts';
import { TILE_SECONDS } from './tiles.ts';
import { trainParts } from './train-parts.ts';
import type { TrainerOptions } from './trainer.ts';

export interface TrainModelOptions extends TrainerOptions {
  readonly name: string;
  readonly kernels: Kernels;
  /** Threads to read and train with (default 1); the result is the same. */
  readonly jobs?: number | undefined;
  readonly onProgress?: ((step: TrainingStep) => void) | undefined;
  /** Called with what is odd about a capture or lost of it. */
  readonly onWarning?: ((text: string) => void) | undefined;
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
 */
export async function trainModel(manifests: readonly Manifest[], options: TrainModelOptions): Promise<Model> {
  const { name, seed, trainer, kernels, jobs, onProgress, onWarning } = options;
  const all = manifests.flatMap(({ captures }) => captures).filter((capture) => !isSetAside(capture));
  const parts: ModelPart[] = [];
  let windows = 0;
  for (const [i, resolution] of (['packet', 'second'] as const).entries()) {
    const captures = await loadCaptures(all, {
      kernels,
      jobs,
      resolution,
      padded: true,
      // Every capture is read at both resolutions, and is as odd the second time.
      onWarning: i === 0 ? onWarning : undefined,
      onProgress: (done) => onProgress?.({ what: 'reading captures', done: i * all.length + done, of: 2 * all.length }),
    });
    if (captures.length === 0) continue;
    for await (const { part } of trainParts(captures, TILE_SECONDS.map((seconds) => ({ seconds, trains: () => true })), { ...options, resolution })) {
      parts.push(part);
      onProgress?.({ what: 'training', done: parts.length, of: 2 * TILE_SECONDS.length });
    }
    windows += TILE_SECONDS.reduce((sum, seconds) => sum + windowsOf(captures, seconds).length, 0);
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
