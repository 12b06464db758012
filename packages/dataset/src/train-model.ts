import type { Kernels } from '@tunnelscope/core/kernels';
import type { Model, ModelPart, Resolution } from '@tunnelscope/model';
import { likeness } from './groups.ts';
import type { LabelledCapture } from './labelled-capture.ts';
import { paddedWindowsOf, windowsOf } from './labelled-window.ts';
import { loadCaptures } from './load.ts';
import { isSetAside, type Manifest } from './manifest.ts';
import { TILE_SECONDS } from './tiles.ts';
import { trainPart } from './train-part.ts';
import type { TrainerOptions } from './trainer.ts';

export interface TrainModelOptions extends TrainerOptions {
  readonly name: string;
  readonly kernels: Kernels;
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
  const { name, seed, trainer, kernels, onProgress, onWarning } = options;
  const all = manifests.flatMap(({ captures }) => captures).filter((capture) => !isSetAside(capture));
  const parts: ModelPart[] = [];
  let windows = 0;
  for (const [i, resolution] of (['packet', 'second'] as const).entries()) {
    const captures = await loadCaptures(all, {
      kernels,
      resolution,
      padded: true,
      // Every capture is read at both resolutions, and is as odd the second time.
      onWarning: i === 0 ? onWarning : undefined,
      onProgress: (done) => onProgress?.({ what: 'reading captures', done: i * all.length + done, of: 2 * all.length }),
    });
    if (captures.length === 0) continue;
    for (const seconds of TILE_SECONDS) {
      parts.push(trainOn(captures, resolution, seconds, options));
      windows += windowsOf(captures, seconds).length;
      onProgress?.({ what: 'training', done: parts.length, of: 2 * TILE_SECONDS.length });
    }
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

/** One part, trained on the windows of one length of these captures, and on the same with padded packets. */
export function trainOn(captures: readonly LabelledCapture[], resolution: Resolution, seconds: number, options: TrainerOptions & { readonly kernels: Kernels }): ModelPart {
  return trainPart([...windowsOf(captures, seconds), ...paddedWindowsOf(captures, seconds)], likeness(captures), { ...options, resolution, windowSeconds: seconds });
}
