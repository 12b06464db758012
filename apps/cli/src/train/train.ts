import { writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { readManifest } from '@tunnelscope/dataset/manifest';
import { trainModel } from '@tunnelscope/dataset/train';
import type { TrainerOptions } from '@tunnelscope/dataset/trainer';
import { decodeModel, encodeModel } from '@tunnelscope/model/model-file';
import { describeFileError } from '../complain.ts';
import { EXIT, type ExitCode, InputError } from '../exit.ts';
import { orMisfit } from '../misfit.ts';
import { standardOutput } from '../output.ts';
import { Progress } from '../progress.ts';

export interface TrainOptions extends TrainerOptions {
  readonly output: string;
  readonly name?: string;
  readonly engine: Engine;
  readonly json?: true;
  readonly quiet?: true;
}

/** Trains a model and writes it. @throws ManifestError, CaptureError; InputError if the model cannot be written */
export async function train(paths: readonly string[], options: TrainOptions): Promise<ExitCode> {
  const { output: path, trainer, trees, seed } = options;
  const kernels = await loadKernels(options.engine);
  const manifests = await Promise.all(paths.map(readManifest));
  const progress = new Progress(options.quiet === true);
  const started = performance.now();
  const name = options.name ?? basename(path, extname(path));
  const model = await orMisfit(trainModel(manifests, { name, trainer, trees, seed, kernels, onProgress: (step) => progress.show(step) }));
  progress.clear();
  const bytes = encodeModel(model);
  const { hash } = decodeModel(bytes, path);
  await writeFile(path, bytes).catch((error: unknown) => {
    throw new InputError(describeFileError(path, error));
  });
  const seconds = (performance.now() - started) / 1000;
  const { captures, windows } = model.training;
  const output = standardOutput();
  if (options.json) await output.write(`${JSON.stringify({ file: path, name, hash, bytes: bytes.length, seed, seconds, ...model.training })}\n`);
  else await output.write(`${path}: ${captures} captures, ${windows} windows, ${model.parts.length} parts, ${bytes.length} bytes, ${seconds.toFixed(1)} s\n`);
  return EXIT.done;
}
