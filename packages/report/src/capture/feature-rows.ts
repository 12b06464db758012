import type { FlowRecord, WindowSample } from '@tunnelscope/detector/flow-record';
import type { Model } from '@tunnelscope/model';
import { inputsOf, STAGES, type StageName } from '@tunnelscope/model/judge';
import type { Outcome } from '@tunnelscope/model/outcome';
import { partFor } from '@tunnelscope/model/part';
import { hasTooLittle } from '@tunnelscope/model/too-little';
import { type Range, rangesFor } from './class-ranges.ts';

/** An input of the model, as it is in a flow and as it was in training. */
export interface FeatureRow {
  readonly stage: StageName;
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  /** Mean over the windows that decide. */
  readonly value: number;
  /** Over all training windows: 0.5 % quantile, median, 99.5 % quantile. */
  readonly training: Range;
  /** Of each class; null where that is not known for this model's inputs. */
  readonly classes: Readonly<Partial<Record<Outcome, Range>>> | null;
}

/** The inputs of a flow's verdict; none for a flow too short or too quiet for one. */
export function featureRows(record: FlowRecord, model: Model): FeatureRow[] {
  const windows = decidingWindows(record);
  if (windows.length === 0) return [];
  const part = partFor(model, record.resolution, windows[0]!.seconds);
  return STAGES.flatMap((stage) => {
    const { schema, from } = inputsOf(stage, record.resolution);
    const known = rangesFor(record.resolution, part.windowSeconds, stage, part[stage].schemaHash);
    const rows = windows.map((window) => from(window[stage]));
    return schema.features.map(({ name, unit, description }, column): FeatureRow => ({
      stage, name, unit, description,
      value: rows.reduce((sum, row) => sum + row[column]!, 0) / rows.length,
      training: [part[stage].low[column]!, part[stage].median[column]!, part[stage].high[column]!],
      classes: known && Object.fromEntries(Object.entries(known.ranges).map(([outcome, ranges]) => [outcome, ranges[column]!])),
    }));
  });
}

/** The longest windows with enough traffic: what a verdict on the flow is the mean of. */
function decidingWindows({ windows }: FlowRecord): WindowSample[] {
  const enough = windows.filter((window) => !hasTooLittle(window));
  const longest = Math.max(0, ...enough.map(({ seconds }) => seconds));
  return enough.filter(({ seconds }) => seconds === longest);
}
