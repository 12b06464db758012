import type { Engine } from '@tunnelscope/core/kernels';
import type { Resolution } from '@tunnelscope/model';
import { loadCaptures } from '../load.ts';
import { isSetAside, type Manifest } from '../manifest.ts';
import { compare, type ComparisonOptions, type Contest } from './compare.ts';
import { compareProviders, type ProviderComparison } from './providers.ts';
import { LIBRARY_ROWS, LIBRARY_TREES } from './trees.ts';

export interface CompareManifestsOptions extends Omit<ComparisonOptions, 'onProgress'> {
  /** Threads to read captures with (default 1). */
  readonly jobs?: number | undefined;
  readonly onProgress?: ((step: { readonly what: string; readonly done: number; readonly of: number }) => void) | undefined;
}

/** Classifiers side by side, and what they were compared on. */
export interface ClassifierComparison {
  readonly contests: readonly Contest[];
  /** With the features of earlier work only, and where two providers have both live and VOD. */
  readonly providers: ProviderComparison | null;
  readonly windowSeconds: number;
  readonly resolution: Resolution;
  readonly seed: number;
  readonly engine: Engine;
  readonly manifest: readonly { readonly name: string; readonly sha256: string }[];
  readonly warnings: readonly string[];
}

/** Reads the captures of manifests and compares classifiers on them. @throws CaptureError, ManifestError; RangeError if there is nothing to compare */
export async function compareManifests(manifests: readonly Manifest[], options: CompareManifestsOptions): Promise<ClassifierComparison> {
  const { kernels, jobs, resolution, windowSeconds, seed, seedFeatures, classifiers, trees, onProgress } = options;
  const warnings: string[] = [];
  const captures = await loadCaptures(manifests.flatMap((manifest) => manifest.captures).filter((capture) => !isSetAside(capture)), {
    kernels,
    jobs,
    resolution,
    windowSeconds,
    seed: seedFeatures,
    onWarning: (text) => warnings.push(text),
    onProgress: (done, of) => onProgress?.({ what: 'reading captures', done, of }),
  });
  const contests = compare(captures, { ...options, onProgress: (done, of) => onProgress?.({ what: 'comparing classifiers', done, of }) });
  const providers = seedFeatures ? compareProviders(captures, { ...options, onProgress: (done, of) => onProgress?.({ what: 'comparing providers', done, of }) }) : null;
  if (classifiers.includes('ml-random-forest')) warnings.push(`ml-random-forest learns from at most ${LIBRARY_ROWS} rows and grows ${Math.min(trees, LIBRARY_TREES)} trees: it takes minutes where others take seconds`);
  if (seedFeatures && resolution === 'second') warnings.push("seconds do not show the seed's features of 200 ms bins: only three of its seven are compared");
  for (const { task, untrainable } of contests.filter((contest) => contest.classifier === classifiers[0] && contest.untrainable > 0)) {
    warnings.push(`${task}: ${untrainable} windows are not judged, without their group a single class is left to train on`);
  }
  return {
    contests,
    providers,
    windowSeconds,
    resolution,
    seed,
    engine: kernels.engine,
    manifest: manifests.map(({ name, sha256 }) => ({ name, sha256 })),
    warnings,
  };
}
