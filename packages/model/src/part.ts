import type { Model, ModelPart, Resolution } from './model.ts';
import { ModelError } from './model-file/model-error.ts';

/**
 * The part of a model for windows of this length: the one trained on the nearest length, as a ratio.
 * @throws ModelError of kind mismatch if the model has no part for the resolution
 */
export function partFor(model: Model, resolution: Resolution, seconds: number): ModelPart {
  let nearest: ModelPart | undefined;
  for (const part of model.parts) {
    if (part.resolution !== resolution) continue;
    if (!nearest || distance(part, seconds) < distance(nearest, seconds)) nearest = part;
  }
  if (nearest) return nearest;
  const found = [...new Set(model.parts.map((part) => part.resolution))].join(', ') || 'none';
  throw new ModelError({ kind: 'mismatch', what: `model ${model.name}`, expected: `a part for captures of ${resolution} resolution`, found: `parts for: ${found}` });
}

function distance(part: ModelPart, seconds: number): number {
  return Math.abs(Math.log(part.windowSeconds / seconds));
}
