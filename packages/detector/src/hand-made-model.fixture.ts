import type { Forest } from '@tunnelscope/core/kernels';
import type { Model, ModelPart, Resolution, Stage } from '@tunnelscope/model';
import { inputsOf, type StageName } from '@tunnelscope/model/judge';
import { featureNames, schemaHash } from '@tunnelscope/model/features/schema';
import type { VerdictRule } from '@tunnelscope/model/verdict-rule';

/** One tree of one split: what is at or below the threshold gets the first probabilities, the rest the second. */
interface Split {
  readonly feature: string;
  readonly threshold: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
}

const CLASSES = { kind: ['video', 'call', 'audio', 'other'], liveness: ['live', 'vod'] } as const;

/** Without calibration, and with ranges so wide that nothing is unlike them unless `range` says otherwise. */
function handMadeStage(name: StageName, resolution: Resolution, split: Split, range: number): Stage {
  const { schema } = inputsOf(name, resolution);
  const features = featureNames(schema);
  const classes = CLASSES[name];
  const forest: Forest = {
    features: features.length,
    classes: classes.length,
    roots: Int32Array.of(0),
    depths: Int32Array.of(1),
    threshold: Float32Array.of(split.threshold, Infinity, Infinity),
    left: Int32Array.of(1, 1, 2),
    feature: Uint16Array.of(features.indexOf(split.feature), 0, 0),
    value: Float32Array.from([...classes.map(() => 0), ...split.low, ...split.high]),
  };
  const column = (value: number) => new Float32Array(features.length).fill(value);
  return { features, schemaHash: schemaHash(schema), classes, forest, calibration: { slope: 1, bias: new Float64Array(classes.length) }, median: column(0), low: column(-range), high: column(range) };
}

/** Video where the mean packet is larger than 900 bytes; live with evidence of the live edge. */
const KIND: Split = { feature: 'packet_size_down_capped', threshold: 900, low: [0.1, 0.7, 0.1, 0.1], high: [0.9, 0.03, 0.02, 0.05] };
const LIVENESS: Record<Resolution, Split> = {
  packet: { feature: 'longest_gap', threshold: 3, low: [0.875, 0.125], high: [0.125, 0.875] },
  second: { feature: 'silent_run_share', threshold: 0.25, low: [0.75, 0.25], high: [0.25, 0.75] },
};

/** Says what is more probable than all others together. */
const RULE: VerdictRule = { least: { live: 0.5, vod: 0.5, other: 0.5 }, risk: { live: 1, vod: 1, other: 1 } };

/** A model that calls short pauses live, with parts for windows of 10, 30 and 60 s. */
export function handMadeModel(resolutions: readonly Resolution[] = ['packet', 'second'], range = 1e6, liveness = LIVENESS): Model {
  const parts = resolutions.flatMap((resolution) => [10, 30, 60].map((windowSeconds): ModelPart => ({
    resolution,
    windowSeconds,
    kind: handMadeStage('kind', resolution, KIND, range),
    liveness: handMadeStage('liveness', resolution, liveness[resolution], range),
    rule: RULE,
  })));
  return { name: 'hand-made', seed: 1, parts, training: { trainer: 'none', manifests: [], captures: 0, windows: 0, groups: 0 } };
}
