import type { Flow } from '../batch.ts';
import type { BatchQueue } from '../decoder.ts';
import type { WarningKind } from '../statistics.ts';
import type { Row } from './row.ts';

/** Takes the rows of one resolution: first what a row says, then where it belongs. */
export interface RowSink {
  readonly batches: BatchQueue & { addFlow(flow: Flow): void };
  /**
   * Reads the counts and packet columns of a row and keeps them for `add`.
   * @returns how the row contradicts itself, or null
   * @throws CaptureError of kind corrupt at a value that is none
   */
  read(row: Row): WarningKind | null;
  /** Adds the row read last. @param time epoch ms of the second @param fromA 1 if the row's IP1 is the flow's endpoint a, else 0 */
  add(time: number, flow: number, fromA: number): void;
}
