import { eventLine } from '@tunnelscope/detector/live/event-line';
import type { LiveEvent } from '@tunnelscope/detector/live/event';
import { stateOf } from '@tunnelscope/detector/live/event-state';
import { flowPast } from '@tunnelscope/detector/live/flow-past';
import type { FlowTable } from '@tunnelscope/detector/live/flow-table';
import type { Model } from '@tunnelscope/model';
import type { ToldLine } from '../read/told-lines.ts';
import type { LostPackets } from './lost-packets.ts';

/** What events are made lines with. */
export interface Known {
  readonly table: FlowTable;
  readonly lost: LostPackets;
  readonly model: Model;
}

/** Events as lines: verdicts with what was lost at the time, ends with the flow's last minutes. Addresses are not masked: that is up to readers. */
export function toldLines(events: readonly LiveEvent[], { table, lost, model }: Known): ToldLine[] {
  return events.map((event, place) => {
    const state = stateOf(events, place, table.flows);
    const line = eventLine(event, state, state.since, (address) => address);
    if (event.kind === 'verdict') {
      const warnings = lost.warnings(event.time);
      return warnings.length > 0 ? { ...line, warnings } : line;
    }
    return event.kind === 'end' ? { ...line, past: flowPast(event.last, Math.max(table.now, event.last.latest), model) } : line;
  });
}
