import type { LiveEvent } from './event.ts';
import type { LiveFlow } from './live-flow.ts';
import type { Verdict } from '@tunnelscope/model/verdict';
import { type FlowEnds, type FlowLine, flowEnds, flowLine, isoTime } from './flow-line.ts';

/** Something that happened to a flow, as a line of JSON. */
export type EventLine = EventHead &
  (
    | ({ readonly kind: 'verdict'; readonly before: Verdict['verdict'] | null; readonly cause: string; readonly since: string; readonly warnings?: readonly string[] | undefined } & Verdict)
    | { readonly kind: 'client' | 'tunnel' }
    | ({ readonly kind: 'end'; readonly reason: string } & Omit<FlowLine, 'flow'>)
  );

interface EventHead {
  /** ISO 8601, of the traffic. */
  readonly time: string;
  /** Counts the events of this flow, from 0. */
  readonly number: number;
  readonly flow: FlowEnds;
}

/** @param flow the event's flow as it is now @param since epoch ms from which on its verdict holds; null if it has none */
export function eventLine(event: LiveEvent, flow: Pick<LiveFlow, 'flow' | 'tunnel'> & { readonly side: Pick<LiveFlow['side'], 'side'> }, since: number | null, mask: (address: string) => string): EventLine {
  const client = event.kind === 'client' ? event.client : flow.side.side;
  const head: EventHead = { time: isoTime(event.time), number: event.number, flow: flowEnds({ flow: event.flow, tunnel: event.kind === 'tunnel' ? event.tunnel : flow.tunnel }, client, mask) };
  switch (event.kind) {
    case 'verdict':
      return { kind: event.kind, ...head, ...event.verdict, before: event.before, cause: event.cause, since: isoTime(event.since) };
    case 'end': {
      const { flow: _flow, ...line } = flowLine(event.last, since, mask);
      return { kind: event.kind, ...head, reason: event.reason, ...line };
    }
    default:
      return { kind: event.kind, ...head };
  }
}
