import type { FlowRecord, WindowSample } from '@tunnelscope/detector/flow-record';
import type { Resolution } from '@tunnelscope/model';
import { KIND } from '@tunnelscope/model/features/kind';
import { LIVENESS_PACKET } from '@tunnelscope/model/features/packet';
import { featureNames } from '@tunnelscope/model/features/schema';
import { LIVENESS_SECOND } from '@tunnelscope/model/features/second';
import { SEED, type SeedFeatures } from '@tunnelscope/model/features/seed';
import { type FlowFields, flowFields, type WindowFields } from '@tunnelscope/detector/flow-fields';
import { flowColumns, resolutionColumn } from '../flows/flow-columns.ts';
import type { Column } from '../sinks/column.ts';

/** A line of `features --format json`. */
export interface FeatureLine extends FlowFields, Partial<WindowFields> {
  readonly resolution: Resolution;
  /** Every name of FEATURE_NAMES; null where it is not defined. */
  readonly features: Readonly<Record<string, number | null>>;
}

/** Those that exist at packet resolution, then the further ones of one-second resolution. */
const LIVENESS_NAMES = [...new Set([...featureNames(LIVENESS_PACKET), ...featureNames(LIVENESS_SECOND)])];

const FEATURE_NAMES: readonly string[] = [...featureNames(SEED), ...LIVENESS_NAMES, ...featureNames(KIND)];

/** The features of a whole flow: those of the seed over the flow, all others as means over the windows its verdict is made from. */
export function flowFeatures(file: string, record: FlowRecord, primary: boolean): FeatureLine {
  const longest = record.windows.at(-1)?.seconds;
  const windows = record.windows.filter(({ seconds }) => seconds === longest);
  return { ...flowFields(file, record, primary), resolution: record.resolution, features: named(record.seed, windows, record.resolution) };
}

/** The features of one window of a flow. */
export function windowFeatures(file: string, record: FlowRecord, window: WindowSample, primary: boolean): FeatureLine {
  return {
    ...flowFields(file, record, primary),
    windowStart: window.start,
    windowSeconds: window.seconds,
    resolution: record.resolution,
    features: named(window.seed, [window], record.resolution),
  };
}

export function featureColumns(windows: boolean): Column<FeatureLine>[] {
  return [
    ...flowColumns<FeatureLine>(windows),
    resolutionColumn<FeatureLine>(),
    ...FEATURE_NAMES.map((name): Column<FeatureLine> => ({ name, path: `features.${name}`, type: 'number', value: ({ features }) => features[name] ?? null })),
  ];
}

function named(seed: SeedFeatures | null, windows: readonly WindowSample[], resolution: Resolution): Record<string, number | null> {
  const features: Record<string, number | null> = Object.fromEntries(FEATURE_NAMES.map((name) => [name, null]));
  Object.assign(features, seed);
  if (windows.length === 0) return features;
  const schema = resolution === 'packet' ? LIVENESS_PACKET : LIVENESS_SECOND;
  for (const [i, name] of featureNames(schema).entries()) features[name] = mean(windows, ({ liveness }) => liveness[i]!);
  for (const [i, name] of featureNames(KIND).entries()) features[name] = mean(windows, ({ kind }) => kind[i]!);
  return features;
}

function mean(windows: readonly WindowSample[], value: (window: WindowSample) => number): number {
  return windows.reduce((sum, window) => sum + value(window), 0) / windows.length;
}
