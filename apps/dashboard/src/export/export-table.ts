import { type Cell, csvText } from './csv.ts';
import type { ExportFormat } from './export-format.ts';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';

/** Columns of CSV, named as those of `classify --format csv`. */
const COLUMNS: readonly (readonly [name: string, cell: (line: FlowLine) => Cell])[] = [
  ['id', ({ flow }) => flow.id],
  ['client', ({ flow }) => flow.client],
  ['clientPort', ({ flow }) => flow.clientPort],
  ['server', ({ flow }) => flow.server],
  ['serverPort', ({ flow }) => flow.serverPort],
  ['protocol', ({ flow }) => flow.protocol],
  ['tunnel', ({ flow }) => flow.tunnel],
  ['clientCertain', ({ clientCertain }) => clientCertain],
  ['start', ({ start }) => start],
  ['durationSeconds', ({ durationSeconds }) => durationSeconds],
  ['packets', ({ packets }) => packets],
  ['bytesDown', ({ bytesDown }) => bytesDown],
  ['bytesUp', ({ bytesUp }) => bytesUp],
  ['verdict', ({ verdict }) => verdict],
  ['subtype', ({ subtype }) => subtype],
  ['probability', ({ probability }) => probability],
  ['likely', ({ likely }) => likely],
  ['probabilities.live', ({ probabilities }) => probabilities?.live ?? null],
  ['probabilities.vod', ({ probabilities }) => probabilities?.vod ?? null],
  ['probabilities.other', ({ probabilities }) => probabilities?.other ?? null],
  ['since', ({ since }) => since],
  ['resolution', ({ resolution }) => resolution],
];

/** Flows as a table, in this order. */
export function exportTable(lines: readonly FlowLine[], format: ExportFormat): string {
  if (format === 'ndjson') return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return csvText(COLUMNS.map(([name]) => name), lines.map((line) => COLUMNS.map(([, cell]) => cell(line))));
}
