import type { Kernels } from '@tunnelscope/core/kernels';
import type { CardEvaluation } from './card.ts';
import { evaluateCaptures } from './evaluate.ts';
import { valuesIn } from './held-apart.ts';
import type { CapturesByResolution } from './load-resolutions.ts';
import type { Manifest } from './manifest.ts';
import { TILE_SECONDS } from './tiles.ts';
import type { TrainingStep } from './train-model.ts';
import type { TrainerOptions } from './trainer.ts';

/**
 * Cross-validations for a model card: at each resolution, the groups of each column held out in turn, at every window
 * length that the model is trained on. Only captures with a value in the column are judged; the others still train.
 * @param loaded all captures of the manifests
 * @throws RangeError if a group leaves no live or no VOD to train on
 */
export async function cardEvaluations(
  manifests: readonly Manifest[],
  loaded: CapturesByResolution,
  columns: readonly string[],
  options: TrainerOptions & { readonly kernels: Kernels; readonly jobs?: number | undefined; readonly onProgress?: ((step: TrainingStep) => void) | undefined },
): Promise<CardEvaluation[]> {
  const evaluations: CardEvaluation[] = [];
  let done = 0;
  for (const resolution of ['packet', 'second'] as const) {
    const captures = loaded[resolution];
    for (const by of columns) {
      const values = valuesIn(captures, by);
      if (values.some(Boolean)) {
        const valued = new Set(captures.filter((_, i) => values[i]).map(({ path }) => path));
        const found = await evaluateCaptures(captures, manifests, TILE_SECONDS, {
          ...options,
          onProgress: undefined,
          resolution,
          by,
          where: ({ path }) => valued.has(path),
        });
        evaluations.push(...found.map((evaluation) => ({ by, evaluation })));
      }
      options.onProgress?.({ what: 'cross-validating for the card', done: ++done, of: 2 * columns.length });
    }
  }
  return evaluations;
}
