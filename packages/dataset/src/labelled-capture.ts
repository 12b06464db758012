import type { FlowRecord } from '@tunnelscope/detector/flow-record';
import type { ManifestCapture } from './manifest.ts';

/** A capture of a manifest and its primary flow, the heaviest one, cut into windows. */
export interface LabelledCapture extends ManifestCapture {
  readonly record: FlowRecord;
  /** The same flow with padded packets (see padding.ts); null where it was not asked for, or there are no packets. */
  readonly padded: FlowRecord | null;
}
