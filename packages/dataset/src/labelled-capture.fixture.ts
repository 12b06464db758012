import type { FlowRecord, WindowSample } from '@tunnelscope/detector/flow-record';
import { KIND } from '@tunnelscope/model/features/kind';
import { LIVENESS_PACKET } from '@tunnelscope/model/features/packet';
import { featureNames } from '@tunnelscope/model/features/schema';
import { LABELS } from '@tunnelscope/model/outcome';
import type { LabelledCapture } from './labelled-capture.ts';
import { TILE_SECONDS } from './tiles.ts';

/** Measured features by name; the others are 0. */
export type Measured = Readonly<Record<string, number>>;

/** What a window of video measures, but for what tells live from VOD. */
export const VIDEO: Measured = { rate_down: 6, rate_up: 4, packet_size_down: 1300, packet_size_up: 100, uplink_share: 0.03, cv_packets_down: 2, cv_packets_up: 2, active_share: 0.5 };
export const LIVE: Measured = { ...VIDEO, poll_evidence: 1, poll_coverage: 1, poll_per_segment: 1, poll_evidence_downlink: 1, poll_evidence_repeated: 1, poll_evidence_downlink_repeated: 1, similar_exchange_share: 0.5, longest_gap: 3, time_weighted_gap: 2, silent_share: 0.3, idle_share: 0.3, cv_half_second: 2, cv_second: 1.8 };
export const VOD: Measured = { ...VIDEO, longest_gap: 9, time_weighted_gap: 7, silent_share: 0.9, idle_share: 0.85, cv_half_second: 3, cv_second: 2.8 };

/** A capture at packet resolution of `minutes` minutes, cut into windows of every training length, all measuring the same. */
export function captureOf(file: string, label: string, measured: Measured, columns: Readonly<Record<string, string>> = {}, minutes = 2): LabelledCapture {
  const values = (names: readonly string[]) => Float64Array.from(names, (name) => measured[name] ?? 0);
  const windows = TILE_SECONDS.flatMap((seconds) => Array.from({ length: (60 * minutes) / seconds }, (_, i): WindowSample => ({
    start: i * seconds,
    seconds,
    packets: 1000,
    bytesDown: 1e6,
    bytesUp: 3e4,
    liveness: values(featureNames(LIVENESS_PACKET)),
    kind: values(featureNames(KIND)),
    seed: null,
  }))).sort((a, b) => a.start + a.seconds - (b.start + b.seconds) || a.seconds - b.seconds);
  const end = { address: '192.0.2.1', port: 1194 };
  const record: FlowRecord = {
    flow: { number: 0, a: end, b: { ...end, address: '192.0.2.2' }, protocol: 17 },
    tunnel: null, client: 'a', resolution: 'packet', start: 0, durationSeconds: 60 * minutes, packets: 1000 * minutes,
    bytesDown: 1e8, bytesUp: 3e6, windows, seed: null, latePackets: 0,
  };
  return { file, path: file, label, outcome: LABELS[label]!, columns: { file, label, ...columns }, record, padded: null };
}
