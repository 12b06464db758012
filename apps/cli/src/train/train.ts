import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { modelCard } from '@tunnelscope/dataset/card';
import { cardEvaluations } from '@tunnelscope/dataset/card-evaluations';
import { loadResolutions } from '@tunnelscope/dataset/load-resolutions';
import { isSetAside, readManifest } from '@tunnelscope/dataset/manifest';
import { type TrainingStep, trainModel } from '@tunnelscope/dataset/train';
import type { TrainerOptions } from '@tunnelscope/dataset/trainer';
import { decodeModel, encodeModel } from '@tunnelscope/model/model-file';
import { complain, describeFileError } from '../complain.ts';
import { EXIT, type ExitCode, InputError } from '../exit.ts';
import { namingEntry } from '../manifest-entry.ts';
import { orMisfit } from '../misfit.ts';
import { standardOutput } from '../output.ts';
import { Progress } from '../progress.ts';
import { describeOutputError } from '../replacement.ts';
import { cardPathFor } from './card-path.ts';

export interface TrainOptions extends TrainerOptions {
  readonly output: string;
  readonly name?: string;
  /** Columns whose groups are held out for the figures in the card. */
  readonly cardBy?: readonly string[];
  /** A Markdown file on where the data come from, for the card. */
  readonly cardNote?: string;
  readonly jobs: number;
  readonly engine: Engine;
  readonly json?: true;
  readonly quiet?: true;
}

/**
 * Trains a model and writes it, with its card.
 * @throws UsageError if the card has no place; ManifestError; InputError if a capture cannot be read or the model not be written
 */
export async function train(paths: readonly string[], options: TrainOptions): Promise<ExitCode> {
  const { output: path, trainer, trees, seed, jobs } = options;
  const cardPath = await cardPathFor(path);
  const kernels = await loadKernels(options.engine);
  const manifests = await Promise.all(paths.map(readManifest));
  const note = options.cardNote === undefined ? null : await readNote(options.cardNote);
  const progress = new Progress(options.quiet === true);
  const started = performance.now();
  const name = options.name ?? basename(path, extname(path));
  const onWarning = (text: string): void => {
    progress.clear();
    if (!options.quiet) complain(`warning: ${text}`);
  };
  const cardBy = options.cardBy ?? [];
  const settings = { trainer, trees, seed, kernels, jobs, onProgress: (step: TrainingStep) => progress.show(step) };
  // Captures that were set aside are no part of training, but cross-validation deals out their groups too.
  const wanted = manifests.flatMap(({ captures }) => captures).filter((capture) => cardBy.length > 0 || !isSetAside(capture));
  const training = loadResolutions(wanted, { ...settings, onWarning }).then(async (loaded) => ({ loaded, model: await trainModel(manifests, loaded, { ...settings, name }) }));
  const { loaded, model } = await namingEntry(orMisfit(training), paths, manifests).finally(() => progress.clear());
  const evaluations = await cardEvaluations(manifests, loaded, cardBy, settings);
  progress.clear();
  const bytes = encodeModel(model);
  const { hash } = decodeModel(bytes, path);
  for (const [file, content] of [[path, bytes], [cardPath, modelCard({ ...model, hash }, { manifests, evaluations, command: commandOf(paths, options), note })]] as const) {
    await writeFile(file, content).catch((error: unknown) => {
      throw new InputError(describeOutputError(file, error));
    });
  }
  const seconds = (performance.now() - started) / 1000;
  const { captures, windows } = model.training;
  const output = standardOutput();
  if (options.json) await output.write(`${JSON.stringify({ file: path, name, hash, bytes: bytes.length, seed, seconds, ...model.training })}\n`);
  else await output.write(`${path}: ${captures} captures, ${windows} windows, ${model.parts.length} parts, ${bytes.length} bytes, ${seconds.toFixed(1)} s\n`);
  return EXIT.done;
}

async function readNote(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError(describeFileError(path, error));
  });
}

/** The command that makes the same model again, with manifests by name. */
function commandOf(paths: readonly string[], { output, name, trainer, trees, seed, cardBy, cardNote }: TrainOptions): string {
  const manifests = paths.map((path) => basename(path)).join(' ');
  const named = name === undefined ? '' : ` --name ${name}`;
  const card = cardBy === undefined ? '' : ` --card-by ${cardBy.join(',')}`;
  const noted = cardNote === undefined ? '' : ` --card-note ${basename(cardNote)}`;
  return `tunnelscope train ${manifests} -o ${basename(output)}${named} --trainer ${trainer} --trees ${trees} --seed ${seed}${card}${noted}`;
}
