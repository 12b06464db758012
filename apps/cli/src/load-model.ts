import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_MODEL_URL, loadDefaultModel } from '@tunnelscope/model/default';
import { diffSchemas } from '@tunnelscope/model/features/schema';
import { inputsOf } from '@tunnelscope/model/judge';
import { checkSchemas, type DecodedModel, decodeModel } from '@tunnelscope/model/model-file';
import { describeFileError } from './complain.ts';
import { InputError } from './exit.ts';

/**
 * Reads a model file; without a path the bundled one.
 * @throws InputError if the file cannot be read, ModelError if it is no model or one for other features than this version's
 */
export async function loadModel(path?: string): Promise<DecodedModel> {
  const file = path ?? fileURLToPath(DEFAULT_MODEL_URL);
  const model = await (path === undefined ? loadDefaultModel() : readModel(path)).catch((error: unknown) => {
    // The system's words have a code: no such file, no permission.
    throw error instanceof Error && 'code' in error ? new InputError(describeFileError(file, error)) : error;
  });
  checkSchemas(model, (part, stage) => diffSchemas(inputsOf(stage, part.resolution).schema, part[stage]), file);
  return model;
}

async function readModel(path: string): Promise<DecodedModel> {
  return decodeModel(await readFile(path), path);
}
