import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';

/** An event as a worker publishes it: of a flow that ended also its last minutes, where the worker tells of them. */
export type ToldLine = EventLine & { readonly past?: FlowPast };

const KINDS: ReadonlySet<unknown> = new Set(['verdict', 'client', 'tunnel', 'end']);
const ID = /^[0-9a-f]{12}$/;

/** @param text NDJSON; empty where a worker has only said that it is the one who publishes now @returns its events; null if it is none of ours */
export function toldLines(text: string): readonly ToldLine[] | null {
  const lines: ToldLine[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const event = parsed(line);
    if (event === null) return null;
    lines.push(event);
  }
  return lines;
}

function parsed(text: string): ToldLine | null {
  try {
    // The identifier of an event is that of its flow, its time and its number: readers have their own.
    const { id: _id, ...event } = JSON.parse(text) as ToldLine & { readonly id?: unknown };
    const { kind, time, number, flow } = event;
    return KINDS.has(kind) && !Number.isNaN(Date.parse(time)) && Number.isInteger(number) && ID.test(flow?.id) ? (event as ToldLine) : null;
  } catch {
    return null;
  }
}
