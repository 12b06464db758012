import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { diffSchemas } from '@tunnelscope/model/features/schema';
import { inputsOf } from '@tunnelscope/model/judge';
import { checkSchemas, type DecodedModel, decodeModel } from '@tunnelscope/model/model-file';
import { describeFileError } from './complain.ts';
import { InputError } from './exit.ts';

/** The model that comes with the program, beside the sources of its package. */
const BUNDLED = '../default.model';

/**
 * Reads a model file; without a path the bundled one.
 * @throws InputError if the file cannot be read, ModelError if it is no model or one for other features than this version's
 */
export async function loadModel(path = fileURLToPath(new URL(BUNDLED, import.meta.resolve('@tunnelscope/model')))): Promise<DecodedModel> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new InputError(describeFileError(path, error));
  });
  const model = decodeModel(bytes, path);
  checkSchemas(model, (part, stage) => diffSchemas(inputsOf(stage, part.resolution).schema, part[stage]), path);
  return model;
}
