/** A longer packet stands in several rows of a batch. */
export const LONGEST_ROW = 65_535; // bytes

export interface Sum {
  /** Rows that packets take in batches: one each, but for those longer than a row can say. */
  rows: number;
  /** Total lengths of the outermost IP headers. */
  bytes: number;
}

/** One end of a flow. */
export type End = readonly [address: string, port: number];

/** The flows of a capture by unordered 5-tuple, and what is worth a note about reading it. */
export class CaptureFlows {
  readonly flows = new Map<string, Sum>();
  readonly notes: string[] = [];
  packets = 0;

  add(one: End, other: End, protocol: number, rows: number, bytes: number): void {
    const key = `${[one, other].map(([address, port]) => `${address}|${port}`).sort().join(' ')} protocol ${protocol}`;
    const sum = this.flows.get(key) ?? { rows: 0, bytes: 0 };
    this.flows.set(key, sum);
    sum.rows += rows;
    sum.bytes += bytes;
  }

  get bytes(): number {
    return [...this.flows.values()].reduce((total, { bytes }) => total + bytes, 0);
  }
}
