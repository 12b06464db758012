import { readFile } from 'node:fs/promises';
import type { ModelPart } from '@tunnelscope/model';
import { KIND } from '@tunnelscope/model/features/kind';
import { LIVENESS_PACKET } from '@tunnelscope/model/features/packet';
import { diffSchemas } from '@tunnelscope/model/features/schema';
import { LIVENESS_SECOND } from '@tunnelscope/model/features/second';
import { checkSchemas, type DecodedModel, decodeModel } from '@tunnelscope/model/model-file';
import { describeFileError } from './complain.ts';
import { InputError } from './exit.ts';

/**
 * Reads a model file.
 * @throws InputError if the file cannot be read, ModelError if it is no model or one for other features than this version's
 */
export async function loadModel(path = 'default.model'): Promise<DecodedModel> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new InputError(describeFileError(path, error));
  });
  const model = decodeModel(bytes, path);
  checkSchemas(model, difference, path);
  return model;
}

/** Which feature a part of a model was trained with that this version does not extract; null if none. */
function difference(part: ModelPart, stage: 'kind' | 'liveness'): string | null {
  const liveness = part.resolution === 'packet' ? LIVENESS_PACKET : LIVENESS_SECOND;
  return diffSchemas(stage === 'kind' ? KIND : liveness, part[stage]);
}
