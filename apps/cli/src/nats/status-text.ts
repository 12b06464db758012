import type { ClusterStatus } from '@tunnelscope/cluster/status';
import { bytesText } from '../text/quantity.ts';

/** The status as tables for people. */
export function statusText({ streams, partitions, workers, fixedWorkers, refused }: ClusterStatus): string {
  const unowned = partitions.filter(({ owner }) => owner === null).length;
  return [
    table([
      ['stream', 'messages', 'size', 'limit'],
      ...streams.map(({ name, messages, bytes: size, limit }) => [name, String(messages), bytesText(size), limit === null ? '' : bytesText(limit)]),
    ]),
    table([
      ['partition', 'owner', 'lag', 'flows', 'packets', 'lost', 'snapshot'],
      ...partitions.map(({ partition, owner, lag, flows, packets, lostPackets, snapshotAge }) => [String(partition), owner ?? '-', String(lag), String(flows), String(packets), String(lostPackets), snapshotAge === null ? '-' : `${Math.round(snapshotAge)} s ago`]),
    ]),
    `workers: ${[...workers, ...fixedWorkers].join(', ') || 'none'}`,
    `partitions without a worker: ${unowned} of ${partitions.length}`,
    `refused messages: ${refused}`,
    '',
  ].join('\n');
}

/** The first two columns of a table of partitions, and the first of the others, are words. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const words = (column: number) => column === 0 || rows[0]![column] === 'owner';
  return rows.map((row) => row.map((cell, column) => (words(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ').trimEnd()).join('\n').concat('\n');
}
