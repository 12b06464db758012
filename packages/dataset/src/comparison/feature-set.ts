import type { WindowSample } from '@tunnelscope/detector/flow-record';
import type { Resolution } from '@tunnelscope/model';
import { featureNames } from '@tunnelscope/model/features/schema';
import { SEED } from '@tunnelscope/model/features/seed';
import { inputsOf, type StageName } from '@tunnelscope/model/judge';

/** Columns that classifiers are compared on. */
export interface FeatureSet {
  readonly name: 'ours' | 'seed';
  readonly features: readonly string[];
  /** One value a feature; NaN where it is not defined. */
  readonly of: (window: WindowSample) => Float64Array;
  /** See StageInputs. */
  readonly monotone: Int8Array | null;
}

/** What a stage's forest sees. */
export function ourFeatures(stage: StageName, resolution: Resolution): FeatureSet {
  const { schema, from, monotone } = inputsOf(stage, resolution);
  return { name: 'ours', features: featureNames(schema), of: (window) => from(window[stage]), monotone };
}

const SEED_NAMES = featureNames(SEED) as (keyof NonNullable<WindowSample['seed']>)[];

/** The features of earlier work, each window measured like a flow of its own. Needs windows that were loaded with them. */
export const SEED_FEATURES: FeatureSet = {
  name: 'seed',
  features: SEED_NAMES,
  of: ({ seed, start, seconds }) => {
    if (seed === null) throw new RangeError(`window of ${seconds} s at ${start} s: expected the seed's features, found none`);
    return Float64Array.from(SEED_NAMES, (name) => seed[name] ?? Number.NaN);
  },
  monotone: null,
};
