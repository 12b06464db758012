/** Counts since the start of the stream. */
export interface LiveCounts {
  packets: number;
  bytes: number;
  /** Flows met, and those no longer followed: silent for too long, forgotten for want of memory. */
  flows: number;
  idle: number;
  evicted: number;
  /** Packets of a time so far from their neighbours' that they are left out. */
  strayPackets: number;
  /** Windows judged. */
  windows: number;
}
