import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { FlowRecord } from './flow-record.ts';
import { HeaviestSoFar, HeldBack } from './primary.ts';

/** What a pipeline makes of a flow, and a way to write it down once it is known whether the flow is primary. */
export interface Finding<Line> {
  readonly record: FlowRecord;
  line(primary: boolean): Line;
}

/**
 * The lines of one capture. Of a file those of the heaviest flow come at its end, when it is known to be, and so do those
 * after it unless there are very many; of one that may never end each comes when its flow ends, marked if the flow is the heaviest so far.
 * @param endless standard input, or a file that is followed
 */
export async function* linesOf<Line extends { readonly primary: boolean }>(
  endless: boolean,
  batches: AsyncIterable<CaptureBatch>,
  pipeline: (batches: AsyncIterable<CaptureBatch>) => AsyncIterable<Finding<Line>>,
): AsyncGenerator<Line, void, undefined> {
  if (endless) {
    const heaviest = new HeaviestSoFar();
    for await (const { record, line } of pipeline(heaviest.watch(batches))) yield line(heaviest.isPrimary(record));
    return;
  }
  const held = new HeldBack<Line>();
  for await (const { record, line } of pipeline(batches)) yield* held.add(record, line(false));
  for (const { line, primary } of held.release()) yield primary ? { ...line, primary } : line;
}
