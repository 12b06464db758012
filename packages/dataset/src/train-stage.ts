import type { Calibration, Stage } from '@tunnelscope/model';
import { classSets, setCount, sumSets } from '@tunnelscope/model/calibration/class-sets';
import { fitCalibration } from '@tunnelscope/model/calibration/fit-calibration';
import { featureNames, schemaHash } from '@tunnelscope/model/features/schema';
import { inputsOf, type StageName } from '@tunnelscope/model/judge';
import { quantile } from '@tunnelscope/model/metrics/quantile';
import type { TrainingGroups } from './groups.ts';
import { type HeldOut, heldOutRow } from './held-out.ts';
import { allRows, CLASSES, learnsFrom, stageClass, stageRows } from './stage-rows.ts';
import { type TrainerOptions, trainStageForest } from './trainer.ts';
import type { TrainingTable } from './training-table.ts';

/** Trains a stage's forest on all windows, and its calibration on what forests said of groups that were held out. */
export function trainStage(stage: StageName, table: TrainingTable, groups: TrainingGroups, held: HeldOut, options: TrainerOptions): Stage {
  const { schema } = inputsOf(stage, table.resolution);
  const rows = stageRows(stage, table, allRows(table), groups);
  const { features, columns } = rows;
  const column = (c: number) => Float32Array.from({ length: rows.labels.length }, (_, row) => features[row * columns + c]!);
  const quantiles = (share: number) => Float32Array.from({ length: columns }, (_, c) => quantile(column(c), share)!);
  return {
    features: featureNames(schema),
    schemaHash: schemaHash(schema),
    classes: CLASSES[stage],
    forest: trainStageForest(rows, options),
    calibration: calibrationOf(stage, table, held),
    median: quantiles(0.5),
    low: quantiles(0.005),
    high: quantiles(0.995),
  };
}

/**
 * A class that is missing from a fold's training cannot be predicted there: such windows say nothing on calibration and are left
 * out. Without any window probabilities stay as they are. Between live and VOD there is no bias: sessions are few, and the
 * threshold between the two is what they determine worst.
 */
function calibrationOf(stage: StageName, table: TrainingTable, held: HeldOut): Calibration {
  const classes = CLASSES[stage];
  const sets = classSets(classes);
  const numbers = [...held.rows.keys()].filter((number) => held.learned[stage][number] === 1 && learnsFrom(stage, table, held.rows[number]!));
  if (numbers.length === 0) return { slope: 1, bias: new Float64Array(classes.length) };
  const labels = Uint8Array.from(numbers, (number) => sets[stageClass(stage, table, held.rows[number]!)]!);
  const probabilities = sumSets(Float64Array.from(numbers.flatMap((number) => [...heldOutRow(held, stage, number)])), sets);
  const { slope, bias } = fitCalibration(probabilities, labels, setCount(sets), stage === 'kind');
  return { slope, bias: Float64Array.from(sets, (set) => bias[set]!) };
}
