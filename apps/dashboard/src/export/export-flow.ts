import type { EventLine } from '@tunnelscope/detector/live/event-line';
import { isoTime } from '@tunnelscope/detector/live/flow-line';
import type { FlowAbout } from '../flow-source.ts';
import { type Cell, csvText } from './csv.ts';
import type { ExportFormat } from './export-format.ts';

export interface FlowExport {
  readonly flow: FlowAbout;
  /** Of this flow, oldest first. */
  readonly events: readonly EventLine[];
  readonly format: ExportFormat;
}

/**
 * One flow with its last minutes. NDJSON: a line of kind `flow` as the table has it, then its events, what was believed at
 * each step (`probabilities`), and the bytes of each second (`second`). CSV: a row for each second, with what was believed
 * and what happened in it.
 */
export function exportFlow(selected: FlowExport): string {
  return selected.format === 'csv' ? flowCsv(selected) : flowNdjson(selected);
}

function flowNdjson({ flow, events }: FlowExport): string {
  const { series: _series, probabilitiesOverTime, reasons: _reasons, ...line } = flow;
  const lines: object[] = [
    { kind: 'flow', ...line },
    ...events,
    ...probabilitiesOverTime.map(({ time, ...probabilities }) => ({ kind: 'probabilities', time, probabilities })),
    ...secondsOf(flow).map(({ time, bytesDown, bytesUp }) => ({ kind: 'second', time: isoTime(time), bytesDown, bytesUp })),
  ];
  return lines.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

const HEADER = ['id', 'client', 'clientPort', 'server', 'serverPort', 'protocol', 'tunnel', 'time', 'bytesDown', 'bytesUp', 'probabilities.live', 'probabilities.vod', 'probabilities.other', 'verdict', 'event'];

function flowCsv({ flow, events }: FlowExport): string {
  const { id, client, clientPort, server, serverPort, protocol, tunnel } = flow.flow;
  const points = flow.probabilitiesOverTime.map((point) => ({ ...point, time: Date.parse(point.time) }));
  const happenings = events.map((event) => ({ at: Date.parse(event.time), event }));
  const rows = secondsOf(flow).map(({ time, bytesDown, bytesUp }): Cell[] => {
    const end = time + 1000;
    const believed = points.findLast((point) => point.time < end);
    const ruled = happenings.findLast(({ at, event }) => event.kind === 'verdict' && at < end)?.event;
    const happened = happenings.filter(({ at }) => at >= time && at < end).map(({ event }) => event.kind);
    return [
      id, client, clientPort, server, serverPort, protocol, tunnel, isoTime(time), bytesDown, bytesUp,
      believed?.live ?? null, believed?.vod ?? null, believed?.other ?? null, ruled?.kind === 'verdict' ? ruled.verdict : null, happened.join(' '),
    ];
  });
  return csvText(HEADER, rows);
}

/** The full seconds of a flow that are remembered. */
function secondsOf({ series }: FlowAbout): { readonly time: number; readonly bytesDown: number; readonly bytesUp: number }[] {
  const start = Date.parse(series.start);
  return series.bytesDown.map((bytesDown, i) => ({ time: start + 1000 * i, bytesDown, bytesUp: series.bytesUp[i] ?? 0 }));
}
