import type { FlowRecord } from '@tunnelscope/detector/flow-record';
import type { ManifestCapture } from './manifest.ts';

/** A capture of a manifest and its primary flow, the heaviest one, cut into windows. */
export interface LabelledCapture extends ManifestCapture {
  readonly record: FlowRecord;
}
