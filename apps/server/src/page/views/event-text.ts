import type { EventLine } from '@tunnelscope/detector/live/event-line';
import { ENDS, endsText, kindNote, TUNNELS } from './pieces.ts';
import { percent } from './quantity.ts';

/** What an event says, in words, and of which flow. */
export function eventText(event: EventLine): string {
  return `${endsText(event.flow)}: ${whatHappened(event)}`;
}

function whatHappened(event: EventLine): string {
  switch (event.kind) {
    case 'verdict': {
      const kind = kindNote(event.subtype);
      const name = `${event.verdict}${kind === null ? '' : ` ${kind}`} ${percent(event.probability)}`;
      if (event.before === null) return `judged ${name}`;
      return event.cause === 'change of content' ? `other content, ${event.before} became ${name}` : `corrected, ${event.before} is ${name}`;
    }
    case 'client':
      return 'the other end is the client after all';
    case 'tunnel':
      return event.flow.tunnel === null ? 'no tunnel after all' : `tunnel looks like ${TUNNELS[event.flow.tunnel] ?? event.flow.tunnel}`;
    default:
      return `ended, ${ENDS[event.reason] ?? event.reason}`;
  }
}
