import type { Kernels } from '@tunnelscope/core/kernels';
import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';
import { pastDetail } from '../engine/flow-detail.ts';
import type { EventRecord } from '../engine/event-record.ts';
import { EventLineSchema } from '../schemas/event-line.ts';
import { FlowDetailSchema } from '../schemas/flow.ts';
import { maskedLine } from './masked-line.ts';
import type { ToldLine } from './workers.ts';

const PastSchema = FlowDetailSchema.pick({ series: true, probabilitiesOverTime: true, likely: true, reasons: true });

/** What an event that a worker told of leads to in the store; null for one that is none as this version knows them. */
export function toldRecord({ past: told, ...event }: ToldLine, mask: (address: string) => string, kernels: Kernels): EventRecord | null {
  if (!EventLineSchema.safeParse(event).success) return null;
  const line = maskedLine(event as EventLine, mask);
  if (line.kind !== 'end') return { line, ended: null };
  const past = PastSchema.safeParse(told);
  const { kind: _kind, time, number: _number, reason, ...flow } = line;
  return { line, ended: { line: { ...flow, ended: reason }, detail: JSON.stringify(pastDetail(past.success ? (past.data as FlowPast) : nothingOf(time, line.likely), kernels)) } };
}

/** Of a flow whose worker told of its end alone. @param end ISO 8601 */
function nothingOf(end: string, likely: FlowPast['likely']): FlowPast {
  return { series: { start: end, seconds: 0, bytesDown: [], bytesUp: [] }, probabilitiesOverTime: [], likely, reasons: [] };
}
