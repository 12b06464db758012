import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import type { StoredEvent } from '../store/event-log.ts';
import type { Store } from '../store/store.ts';

/** What an event leads to in the store. */
export interface EventRecord {
  readonly line: EventLine;
  /** Of a flow that ended: as it was then. `detail` is JSON. */
  readonly ended: { readonly line: FlowLine & { readonly ended: string }; readonly detail: string } | null;
}

/** Within a transaction. @returns the events with their ids */
export function keepRecords(store: Store, records: readonly EventRecord[]): StoredEvent[] {
  const recorded = store.now();
  return records.map(({ line, ended }) => {
    const text = JSON.stringify(line);
    if (line.kind === 'verdict') store.verdicts.add({ time: Date.parse(line.time), capture: null, flow: line.flow.id, verdict: line.verdict, line: text }, recorded);
    if (ended) store.flows.add(ended.line, ended.detail, recorded);
    return store.events.add({ kind: line.kind, flow: line.flow.id, line: text }, recorded);
  });
}
