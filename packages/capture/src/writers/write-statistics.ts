/** What of a capture was not written as it was read. Changes of one kind are counted together. */
export interface WriteWarning {
  readonly kind: WriteWarningKind;
  /** Packets, or addresses or flows where the kind is about those. */
  count: number;
}

export type WriteWarningKind = keyof typeof TEXTS;

/** What stands behind the count of each kind. */
const TEXTS = {
  'address replaced': ['address that is no IP address, written as one of 240.0.0.0/4', 'addresses that are no IP addresses, written as some of 240.0.0.0/4'],
  'address mapped': ['flow between IPv4 and IPv6, its IPv4 address written as ::ffff:0:0/96', 'flows between IPv4 and IPv6, their IPv4 addresses written as ::ffff:0:0/96'],
  'protocol replaced': ['flow whose protocol is an IPv6 extension header, written as 59 (no next header)', 'flows whose protocol is an IPv6 extension header, written as 59 (no next header)'],
  'ports left out': ['flow whose ports have no place in a packet of its protocol', 'flows whose ports have no place in a packet of their protocol'],
  'size raised': ['packet smaller than its own headers, written as long as these', 'packets smaller than their own headers, written as long as these'],
  'time out of range': ['packet left out: its time is none that the format can hold', 'packets left out: their times are none that the format can hold'],
} as const satisfies Record<string, readonly [one: string, several: string]>;

/** What is written so far. A writer keeps it current. */
export interface WriteStatistics {
  /** Packets, one of more than 65,535 bytes counted once. */
  packets: number;
  /** Sum of their IP total lengths, as written. */
  bytes: number;
  warnings: WriteWarning[];
}

/** @returns statistics of a file of which nothing is written yet. */
export function createWriteStatistics(): WriteStatistics {
  return { packets: 0, bytes: 0, warnings: [] };
}

/** Counts something that is not written as it was read. */
export function countChange(statistics: WriteStatistics, kind: WriteWarningKind, count = 1): void {
  const earlier = statistics.warnings.find((warning) => warning.kind === kind);
  if (earlier) earlier.count += count;
  else statistics.warnings.push({ kind, count });
}

/** A warning in words, for a person: `3 packets left out: …`. */
export function writeWarningText({ kind, count }: WriteWarning): string {
  return `${count} ${TEXTS[kind][count === 1 ? 0 : 1]}`;
}
