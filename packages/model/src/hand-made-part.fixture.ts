import type { Forest } from '@tunnelscope/core/kernels';
import type { WindowFeatures } from './judge.ts';
import { inputsOf, type StageName } from './judge.ts';
import { KIND } from './features/kind.ts';
import { LIVENESS_PACKET } from './features/packet.ts';
import { featureNames, schemaHash } from './features/schema.ts';
import type { ModelPart, Stage } from './model.ts';
import { SAY_ALWAYS, type VerdictRule } from './verdict-rule.ts';
import { KINDS, VIDEO } from './outcome.ts';

/** One tree of one split: what is at or below the threshold gets the first probabilities, the rest the second. */
interface Split {
  readonly feature: string;
  readonly threshold: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Without calibration; each feature's median is 0, and its range from −range to range. */
function handMadeStage(name: StageName, classes: readonly string[], split: Split, range: number): Stage {
  const { schema } = inputsOf(name, 'packet');
  const features = featureNames(schema);
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

/** A part for packets: video where downlink packets are larger than 900 bytes, live where the longest gap is at most 3 s. */
export function handMadePart(range = 1e6, rule: VerdictRule = SAY_ALWAYS): ModelPart {
  return {
    resolution: 'packet',
    windowSeconds: 60,
    kind: handMadeStage('kind', KINDS, { feature: 'packet_size_down_capped', threshold: 900, low: [0.125, 0.625, 0.125, 0.125], high: [0.75, 0.125, 0.0625, 0.0625] }, range),
    liveness: handMadeStage('liveness', VIDEO, { feature: 'longest_gap', threshold: 3, low: [0.875, 0.125], high: [0.25, 0.75] }, range),
    rule,
  };
}

/** Measured features that are 0 but for those named. */
export function windowWith(values: Readonly<Record<string, number>>): WindowFeatures {
  const of = (names: readonly string[]) => Float64Array.from(names, (name) => values[name] ?? 0);
  return { kind: of(featureNames(KIND)), liveness: of(featureNames(LIVENESS_PACKET)) };
}
