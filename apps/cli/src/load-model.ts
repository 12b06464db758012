import { readFile } from 'node:fs/promises';
import { diffSchemas } from '@tunnelscope/model/features/schema';
import { inputsOf } from '@tunnelscope/model/judge';
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
  checkSchemas(model, (part, stage) => diffSchemas(inputsOf(stage, part.resolution).schema, part[stage]), path);
  return model;
}
