import { addSecond } from '@tunnelscope/detector/live/batch-row';
import type { FlowTable } from '@tunnelscope/detector/live/flow-table';
import type { PacketRows, SecondRows } from '../message/message.ts';
import type { Rows } from './rows.ts';

/** Gives rows to their flows, a run at a time. A label applies as in one process: behind the flow's first row of the batch that showed it. */
export function feedRows(table: FlowTable, rows: Rows): void {
  const labels = Map.groupBy(rows.tunnels, ({ flow }) => flow);
  let row = 0;
  for (let run = 0; run < rows.runFlow.length; run++) {
    const number = rows.runFlow[run]!;
    const first = row;
    const end = rows.runEnd[run]!;
    for (const { tunnel, after } of labels.get(number) ?? []) {
      const behind = Math.min(end, first + after);
      feedRun(table, rows, number, row, behind - 1);
      // A flow that is met with this very row is the tunnel from its beginning.
      table.tunnels.set(number, tunnel);
      feedRun(table, rows, number, Math.max(row, behind - 1), behind);
      table.label(number);
      row = Math.max(row, behind);
    }
    labels.delete(number);
    feedRun(table, rows, number, row, end);
    row = end;
  }
  for (const [number, left] of labels) {
    table.tunnels.set(number, left.at(-1)!.tunnel);
    table.label(number);
  }
}

function feedRun(table: FlowTable, rows: Rows, number: number, from: number, to: number): void {
  if (from >= to) return;
  if (rows.kind === 'packets') feedPackets(table, rows, number, from, to);
  else feedSeconds(table, rows, number, from, to);
}

function feedPackets(table: FlowTable, rows: PacketRows, number: number, from: number, to: number): void {
  if (!table.packetFlow(number)) table.meetPackets(number, rows.time[from]!);
  const state = table.packetFlow(number)!;
  state.store.pushRows(rows, from, to);
  table.counts.packets += to - from;
  table.counts.bytes += state.countPackets(rows, from, to);
}

function feedSeconds(table: FlowTable, rows: SecondRows, number: number, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const state = (table.secondFlow(number) ?? table.meetSeconds(number, rows.time[i]!))!;
    table.counts.packets += rows.packetsFromA[i]! + rows.packetsFromB[i]!;
    table.counts.bytes += addSecond(state, rows, i);
  }
}
