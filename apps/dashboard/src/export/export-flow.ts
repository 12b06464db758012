import type { LiveEvent } from '@tunnelscope/detector/live/event';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import { type Cell, csvText } from './csv.ts';
import { eventLine } from '@tunnelscope/detector/live/event-line';
import type { ExportFormat } from './export-format.ts';
import { flowLine, isoTime } from '@tunnelscope/detector/live/flow-line';

/** Seconds of a flow that are remembered. */
const SECONDS = 300;

export interface FlowExport {
  readonly flow: LiveFlow;
  /** Of this flow, oldest first. */
  readonly events: readonly LiveEvent[];
  /** Epoch ms of the stream. */
  readonly now: number;
  readonly format: ExportFormat;
  readonly mask: (address: string) => string;
}

/**
 * One flow with its last minutes. NDJSON: a line of kind `flow` as the table has it, then its events, what was believed at
 * each step (`probabilities`), and the bytes of each second (`second`). CSV: a row for each second, with what was believed
 * and what happened in it.
 */
export function exportFlow(selected: FlowExport): string {
  return selected.format === 'csv' ? flowCsv(selected) : flowNdjson(selected);
}

function flowNdjson({ flow, events, now, mask }: FlowExport): string {
  const since = events.findLast((event) => event.kind === 'verdict')?.since ?? null;
  const lines: object[] = [
    { kind: 'flow', ...flowLine(flow, since, mask) },
    ...events.map((event) => eventLine(event, flow, since, mask)),
    ...flow.trail.points().map(({ time, probabilities }) => ({ kind: 'probabilities', time: isoTime(time), probabilities })),
    ...secondsOf(flow, now).map(({ time, bytesDown, bytesUp }) => ({ kind: 'second', time: isoTime(time), bytesDown, bytesUp })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const HEADER = ['id', 'client', 'clientPort', 'server', 'serverPort', 'protocol', 'tunnel', 'time', 'bytesDown', 'bytesUp', 'probabilities.live', 'probabilities.vod', 'probabilities.other', 'verdict', 'event'];

function flowCsv({ flow, events, now, mask }: FlowExport): string {
  const { id, client, clientPort, server, serverPort, protocol, tunnel } = flowLine(flow, null, mask).flow;
  const points = flow.trail.points();
  const rows = secondsOf(flow, now).map(({ time, bytesDown, bytesUp }): Cell[] => {
    const end = time + 1000;
    const believed = points.findLast((point) => point.time < end)?.probabilities;
    const ruled = events.findLast((event) => event.kind === 'verdict' && event.time < end);
    const happened = events.filter((event) => event.time >= time && event.time < end).map(({ kind }) => kind);
    return [
      id, client, clientPort, server, serverPort, protocol, tunnel, isoTime(time), bytesDown, bytesUp,
      believed?.live ?? null, believed?.vod ?? null, believed?.other ?? null, ruled?.kind === 'verdict' ? ruled.verdict.verdict : null, happened.join(' '),
    ];
  });
  return csvText(HEADER, rows);
}

/** The full seconds of a flow that are remembered. */
function secondsOf(flow: LiveFlow, now: number): { readonly time: number; readonly bytesDown: number; readonly bytesUp: number }[] {
  const end = Math.floor(now / 1000);
  const count = Math.max(0, Math.min(SECONDS, end - Math.floor(flow.start / 1000)));
  const [down, up] = [flow.seconds.read(end, count, flow.side.side !== 'a'), flow.seconds.read(end, count, flow.side.side === 'a')];
  return Array.from(down, (bytesDown, i) => ({ time: 1000 * (end - count + i), bytesDown, bytesUp: up[i]! }));
}
