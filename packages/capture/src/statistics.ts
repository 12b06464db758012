import { isLinkTypeRead, linkTypeName } from './link-types.ts';
import type { Compression } from './source.ts';

/** Why a record of a capture is not among the packets. */
export type SkipReason =
  | 'arp'
  | 'not ip'
  | 'truncated header'
  | 'bad ip version'
  | 'bad ip header'
  | 'impossible length'
  | 'incomplete packet columns'
  | 'unsupported link type'
  | 'impossible time'
  | 'encrypted frame'
  | 'aggregated frame';

/** Something worth a look that does not stop the reading. Warnings of one kind are counted together. */
export interface CaptureWarning {
  readonly kind: WarningKind;
  /** The first occurrence, in words, with its place. */
  readonly text: string;
  /** How often it happened, the first occurrence included. */
  count: number;
}

export type WarningKind =
  | 'fragment without its first'
  | 'ports cut off'
  | 'fraction beyond a second'
  | 'packet columns differ in length'
  | 'packet columns disagree with counts'
  | 'packet column without its last semicolon'
  | 'last line cut'
  | 'last line without end'
  | 'packet without a time';

/**
 * What is known so far about a capture being read. The reader keeps it current: a front end may look at any time.
 * Counts are of packets in the capture: one that is longer than 65,535 bytes counts once here and several times in batches.
 */
export interface CaptureStatistics {
  format: 'pcap' | 'pcapng' | 'network-stats' | null;
  /** Compression layers taken off, outermost first. */
  compression: Compression[];
  /** LINKTYPE numbers of a pcap (one) or of a pcapng's interfaces, the first 64 different ones, in order of appearance. */
  linkTypes: number[];
  /** A network-stats file with packet columns has resolution `packet`. */
  resolution: 'packet' | 'second' | null;
  packets: number;
  /** Sum of the packets' IP total lengths. */
  bytes: number;
  flows: number;
  /** How many of the flows were forgotten because too many were known at once. One that came again was counted anew. */
  evictedFlows: number;
  /** Records of a pcap, packet blocks of a pcapng or rows of a CSV, those skipped included. */
  records: number;
  skipped: Partial<Record<SkipReason, number>>;
  /** At most one for each kind. */
  warnings: CaptureWarning[];
  /** Bytes taken from the source as stored, and how many it has (null on a pipe): for a progress bar. */
  bytesRead: number;
  bytesTotal: number | null;
  /** Bytes of the decompressed stream that are decoded. */
  offset: number;
}

/** @returns statistics of a capture of which nothing is read yet. */
export function createStatistics(): CaptureStatistics {
  return {
    format: null,
    compression: [],
    linkTypes: [],
    resolution: null,
    packets: 0,
    bytes: 0,
    flows: 0,
    evictedFlows: 0,
    records: 0,
    skipped: {},
    warnings: [],
    bytesRead: 0,
    bytesTotal: null,
    offset: 0,
  };
}

/** Reasons that every healthy capture has. */
const ORDINARY: readonly string[] = ['arp', 'not ip'] satisfies SkipReason[];

/** What says how much of a capture is not among its packets. */
export interface Losses extends Pick<CaptureStatistics, 'skipped'> {
  readonly linkTypes?: readonly number[] | undefined;
}

/** What a capture lost beyond the ordinary: reason and count of records that are not among its packets. */
export function losses({ skipped, linkTypes = [] }: Losses): [reason: string, count: number][] {
  const unread = linkTypes.filter((linkType) => !isLinkTypeRead(linkType)).map(linkTypeName);
  return Object.entries(skipped)
    .filter(([reason]) => !ORDINARY.includes(reason))
    .map(([reason, count]) => [reason === ('unsupported link type' satisfies SkipReason) && unread.length > 0 ? `${reason} ${unread.join(', ')}` : reason, count]);
}

/** Counts a record that is not among the packets. */
export function skip(statistics: CaptureStatistics, reason: SkipReason, count = 1): void {
  statistics.skipped[reason] = (statistics.skipped[reason] ?? 0) + count;
}

/** Counts a warning; `text` is only made for the first of its kind. */
export function warn(statistics: CaptureStatistics, kind: WarningKind, text: () => string): void {
  const earlier = statistics.warnings.find((warning) => warning.kind === kind);
  if (earlier) earlier.count++;
  else statistics.warnings.push({ kind, text: text(), count: 1 });
}
