import type { EventFeed, FeedEvent } from '../engine/event-feed.ts';
import type { EventClient, EventClients } from './event-clients.ts';

export interface StreamOptions {
  readonly feed: EventFeed;
  readonly clients: EventClients;
  /** Milliseconds from any fixed moment on. */
  readonly now: () => number;
  /** Ends the stream. */
  readonly stopping: AbortSignal;
  /** The last event that the client has; null: it wants only what comes from now on. */
  readonly after: number | null;
  readonly wanted: (event: FeedEvent) => boolean;
  /** Breaks off the connection below, which a client that takes nothing holds up. */
  readonly sever: () => void;
}

/** Bytes that are handed over at once. */
const CHUNK = 32_768;
/** A browser that lost its connection waits so long before it asks again. */
const RETRY = 2000; // ms
const UTF8 = new TextEncoder();
const HEARTBEAT = UTF8.encode(':\n\n');

/** Server-sent events (WHATWG HTML, 9.2), each made when the connection has room for it. */
export function eventStream(options: StreamOptions): ReadableStream<Uint8Array> {
  const { feed, clients, now, stopping, wanted, sever } = options;
  let place = options.after ?? feed.last;
  let greeting: Uint8Array | null = greet(feed, options.after);
  if (options.after !== null) place = Math.min(Math.max(place, feed.first - 1), feed.last);
  let release = () => {};
  let stalledSince: number | null = now();
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const end = () => {
    clients.remove(client);
    stopping.removeEventListener('abort', stop);
    release();
  };
  const stop = () => {
    end();
    controller.close();
  };
  const client: EventClient = {
    get stalledSince() {
      return stalledSince;
    },
    drop() {
      end();
      controller.error(new Error('the client took nothing for too long'));
      sever();
    },
  };
  const next = (): Uint8Array | null => {
    const chunks: Uint8Array[] = greeting ? [greeting] : [];
    let bytes = 0;
    greeting = null;
    for (let more = feed.after(place); more.length > 0 && bytes < CHUNK; more = feed.after(place)) {
      for (const event of more) {
        place = event.id;
        if (!wanted(event)) continue;
        chunks.push(event.bytes);
        bytes += event.bytes.length;
        if (bytes >= CHUNK) break;
      }
    }
    return chunks.length === 0 ? null : Buffer.concat(chunks);
  };
  const hand = (chunk: Uint8Array) => {
    stalledSince = now();
    controller.enqueue(chunk);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
        clients.add(client);
        stopping.addEventListener('abort', stop);
      },
      async pull() {
        stalledSince = null;
        const chunk = next();
        if (chunk) return hand(chunk);
        await new Promise<void>((resolve) => {
          const beat = setTimeout(() => (release(), hand(HEARTBEAT)), clients.limits.heartbeat);
          const look = () => {
            const found = next();
            // What came may be of no interest to this client.
            if (!found) {
              stopWaiting = feed.wait(look);
              return;
            }
            release();
            hand(found);
          };
          let stopWaiting = feed.wait(look);
          release = () => {
            clearTimeout(beat);
            stopWaiting();
            release = () => {};
            resolve();
          };
        });
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

/** Says what a client must know before the first event: that some it wants cannot be had any more. */
function greet(feed: EventFeed, after: number | null): Uint8Array {
  const retry = `retry: ${RETRY}\n\n`;
  if (after === null || (after >= feed.first - 1 && after <= feed.last)) return UTF8.encode(retry);
  const [from, to] = after > feed.last ? [null, null] : [after + 1, feed.first - 1];
  const place = after > feed.last ? feed.last : feed.first - 1;
  return UTF8.encode(`${retry}id: ${place}\nevent: gap\ndata: ${JSON.stringify({ kind: 'gap', from, to, reason: after > feed.last ? 'there never was such an event' : 'deleted from the history' })}\n\n`);
}
