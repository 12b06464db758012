import { loadKernels } from '@tunnelscope/core';
import { type ClassifierComparison, compareManifests } from '@tunnelscope/dataset/comparison/compare-manifests';
import type { Classifier } from '@tunnelscope/dataset/comparison/classifier';
import type { Manifest, ManifestCapture } from '@tunnelscope/dataset/manifest';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { namingEntry } from '../manifest-entry.ts';
import { orMisfit } from '../misfit.ts';
import { standardOutput } from '../output.ts';
import { Progress } from '../progress.ts';
import { comparisonText } from './comparison-text.ts';
import type { EvaluateCommandOptions } from './evaluate.ts';

/** Compares classifiers on random windows and by held-out groups. @throws ManifestError; InputError for a capture that cannot be read */
export async function compareClassifiers(
  paths: readonly string[],
  manifests: readonly Manifest[],
  classifiers: readonly Classifier[],
  by: string,
  where: ((capture: ManifestCapture) => boolean) | undefined,
  options: EvaluateCommandOptions,
): Promise<ExitCode> {
  const { window, resolution, part, trees, seed, jobs, engine } = options;
  const progress = new Progress(options.quiet === true);
  const output = standardOutput();
  const comparing = compareManifests(manifests, {
    classifiers, by, where, part, trees, seed, jobs, resolution,
    seedFeatures: options.compare !== undefined,
    windowSeconds: window,
    kernels: await loadKernels(engine),
    onProgress: (step) => progress.show(step),
  });
  const comparison = await namingEntry(orMisfit(comparing), paths, manifests).finally(() => progress.clear());
  const lines = options.json ? jsonLines(comparison) : comparisonText(comparison, classifiers, by, output);
  await output.write(`${lines.join('\n')}\n`);
  if (!options.quiet) for (const warning of comparison.warnings) complain(`warning: ${warning}`);
  return EXIT.done;
}

/** One object a line, each with what it is and what it was made from. */
function jsonLines({ contests, providers, warnings: _, ...about }: ClassifierComparison): string[] {
  return [
    ...contests.map((contest) => ({ kind: 'classifier', ...contest, ...about })),
    ...(providers?.contests ?? []).map((contest) => ({ kind: 'provider', ...contest, ...about })),
    ...(providers?.medians ?? []).map((line) => ({ kind: 'median', ...line })),
  ].map((line) => JSON.stringify(line));
}
