import type { StageName } from '@tunnelscope/model/judge';
import type { Outcome } from '@tunnelscope/model/outcome';
import type { LabelledCapture } from '../labelled-capture.ts';
import type { FeatureSet } from './feature-set.ts';

/** What a classifier is to tell apart: some of the outcomes, under the names that tables have for them. */
export interface Task {
  readonly name: string;
  readonly classes: readonly { readonly name: string; readonly outcome: Outcome }[];
  /** The stage of the models here whose features are for this. */
  readonly stage: StageName;
}

/** Both questions of the earlier work: live against VOD, and which live content it is. */
export const LIVE_OR_VOD: Task = { name: 'live against VOD', classes: [{ name: 'live', outcome: 'broadcast' }, { name: 'vod', outcome: 'vod' }], stage: 'liveness' };
export const LIVE_CONTENT: Task = {
  name: 'live content told apart',
  classes: [{ name: 'broadcast', outcome: 'broadcast' }, { name: 'call', outcome: 'call' }, { name: 'audio', outcome: 'audio' }],
  stage: 'kind',
};

/** The windows of a task as rows. */
export interface TaskRows {
  readonly task: Task;
  readonly set: FeatureSet;
  /** rows × columns; NaN where a feature is not defined. */
  readonly features: Float32Array;
  readonly labels: Uint8Array;
  /** Number of each row's capture. */
  readonly captures: Int32Array;
  /** Seconds from the flow's first packet to each row's window. */
  readonly starts: Float64Array;
}

/** Windows of one length of the captures that the task is about. */
export function rowsOf(task: Task, set: FeatureSet, captures: readonly LabelledCapture[], seconds: number): TaskRows {
  const rows = captures.flatMap(({ outcome, record }, capture) => {
    const label = task.classes.findIndex((known) => known.outcome === outcome);
    return label < 0 ? [] : record.windows.filter((window) => window.seconds === seconds).map((window) => ({ window, label, capture }));
  });
  const features = new Float32Array(rows.length * set.features.length);
  for (const [row, { window }] of rows.entries()) features.set(set.of(window), row * set.features.length);
  return {
    task,
    set,
    features,
    labels: Uint8Array.from(rows, ({ label }) => label),
    captures: Int32Array.from(rows, ({ capture }) => capture),
    starts: Float64Array.from(rows, ({ window }) => window.start),
  };
}
