import type { IncomingMessage, ServerResponse } from 'node:http';

/** Requests whose client sends its body only when it is told to: `Expect: 100-continue`, RFC 9110 §10.1.1. */
const waiting = new WeakMap<IncomingMessage, ServerResponse>();

/** Lets a client wait. Refused, it may send its body all the same, or another request: so its connection is closed then. */
export function withholdLeave(incoming: IncomingMessage, outgoing: ServerResponse): void {
  waiting.set(incoming, outgoing);
  outgoing.setHeader('connection', 'close');
}

/** Tells a client that waits to send its body, once. */
export function giveLeave(incoming: IncomingMessage): void {
  const outgoing = waiting.get(incoming);
  if (!outgoing || !waiting.delete(incoming)) return;
  outgoing.removeHeader('connection');
  outgoing.writeContinue();
}
