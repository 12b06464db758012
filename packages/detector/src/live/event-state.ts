import type { LiveEvent } from './event.ts';
import type { LiveFlow } from './live-flow.ts';

/** The state of an event's flow: it may have ended a few events later, and another one may have its number by now. */
export function stateOf(events: readonly LiveEvent[], place: number, flows: ReadonlyMap<number, LiveFlow>): LiveFlow {
  const { flow } = events[place]!;
  for (let i = place; i < events.length; i++) {
    const later = events[i]!;
    if (later.kind === 'end' && later.flow === flow) return later.last;
  }
  return flows.get(flow.number)!;
}
