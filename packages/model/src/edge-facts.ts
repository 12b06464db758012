import { steadiness } from './features/inputs.ts';
import { LIVENESS_PACKET, type PollIntervals } from './features/packet.ts';
import { median } from './features/packet/order-statistics.ts';
import { featureNames } from './features/schema.ts';
import type { WindowFeatures } from './judge.ts';

/** How a sign of the live edge was seen: a small file in requests and answers, the same in the downlink alone, or steady delivery. */
type EdgeSign = 'exchanges' | 'downlink' | 'steady';

/** What was seen at the live edge in windows: which of the signs that an input folds it stands on, in what numbers. Means over the windows. */
export interface EdgeFacts {
  /** Of edge_evidence, edge_coverage and edge_exchanges: the one that is strongest, as a forest sees no other. */
  readonly evidence: EdgeSign;
  readonly coverage: EdgeSign;
  readonly alike: EdgeSign;
  /** Seconds between polls, in the median of the windows; null unless most of them have some. */
  readonly interval: PollIntervals;
  /** Share of segments with a poll, and of small answers alike among all answers. */
  readonly covered: number;
  readonly similar: number;
  /** Share of idle seconds. */
  readonly idle: number;
  /** Peak over mean rate. */
  readonly headroom: number;
}

const [IDLE, GAP, COVERAGE, EVIDENCE, DOWNLINK, SIMILAR, HEADROOM] = [
  'idle_share', 'longest_gap', 'poll_coverage', 'poll_evidence_repeated', 'poll_evidence_downlink_repeated', 'similar_exchange_share', 'link_headroom',
].map((name) => featureNames(LIVENESS_PACKET).indexOf(name)) as [number, number, number, number, number, number, number];

/** @param windows measured at packet resolution, at least one */
export function edgeFacts(windows: readonly WindowFeatures[]): EdgeFacts {
  const mean = (of: (liveness: Float64Array) => number) => windows.reduce((sum, { liveness }) => sum + of(liveness), 0) / windows.length;
  const at = (place: number) => mean((liveness) => liveness[place]!);
  const steady = mean((liveness) => steadiness(liveness[GAP]!, liveness[IDLE]!, liveness[HEADROOM]!));
  const [exchanges, downlink] = [at(EVIDENCE), at(DOWNLINK)];
  const polled = exchanges >= downlink ? 'exchanges' : 'downlink';
  return {
    evidence: steady > Math.max(exchanges, downlink) ? 'steady' : polled,
    coverage: steady > at(COVERAGE) ? 'steady' : 'exchanges',
    alike: steady > 2 * at(SIMILAR) ? 'steady' : 'exchanges',
    interval: { exchanges: intervalOf(windows, 'exchanges'), downlink: intervalOf(windows, 'downlink') },
    covered: at(COVERAGE),
    similar: at(SIMILAR),
    idle: at(IDLE),
    headroom: at(HEADROOM),
  };
}

function intervalOf(windows: readonly WindowFeatures[], seen: keyof PollIntervals): number | null {
  const intervals = windows.map(({ pollIntervals }) => pollIntervals?.[seen] ?? null).filter((interval) => interval !== null);
  return 2 * intervals.length > windows.length ? median(Float64Array.from(intervals)) : null;
}
