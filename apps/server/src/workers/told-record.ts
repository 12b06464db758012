import type { Kernels } from '@tunnelscope/core/kernels';
import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';
import { pastDetail } from '../engine/flow-detail.ts';
import type { EventRecord } from '../engine/event-record.ts';
import { maskedLine } from './masked-line.ts';
import type { ToldLine } from './workers.ts';

/** What an event that a worker told of leads to in the store. */
export function toldRecord({ past, ...told }: ToldLine, mask: (address: string) => string, kernels: Kernels): EventRecord {
  const line = maskedLine(told as EventLine, mask);
  if (line.kind !== 'end') return { line, ended: null };
  const { kind: _kind, time, number: _number, reason, ...flow } = line;
  return { line, ended: { line: { ...flow, ended: reason }, detail: JSON.stringify(pastDetail(past ?? nothingOf(time, line.likely), kernels)) } };
}

/** Of a flow whose worker told of its end alone. @param end ISO 8601 */
function nothingOf(end: string, likely: FlowPast['likely']): FlowPast {
  return { series: { start: end, seconds: 0, bytesDown: [], bytesUp: [] }, probabilitiesOverTime: [], likely, reasons: [] };
}
