import { setImmediate } from 'node:timers/promises';
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
/** So many events are looked at before everything else has its turn: of a long history a client may want next to none. */
const LOOKED_AT = 2048;
const UTF8 = new TextEncoder();
/** A browser that lost its connection waits so many ms before it asks again. */
const RETRY = UTF8.encode('retry: 2000\n\n');
const HEARTBEAT = UTF8.encode(':\n\n');

/** Server-sent events (WHATWG HTML, 9.2), each made when the connection has room for it. */
export function eventStream(options: StreamOptions): ReadableStream<Uint8Array> {
  const { feed, clients, now, stopping, wanted, sever } = options;
  let place = Math.min(options.after ?? feed.last, feed.last);
  let greeting: readonly Uint8Array[] = options.after !== null && options.after > feed.last ? [RETRY, gap(null, feed.last, 'there never was such an event')] : [RETRY];
  let release = () => {};
  let stalledSince: number | null = now();
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let ended = false;
  const end = () => {
    ended = true;
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
      sever();
      controller.close();
    },
  };
  const next = (): Uint8Array | null => {
    const chunks = [...greeting];
    const most = place + LOOKED_AT;
    let bytes = 0;
    greeting = [];
    while (bytes < CHUNK && place < feed.last && place < most) {
      const more = feed.after(place);
      // Ids ascend by 1: what is missing was deleted meanwhile.
      const found = more[0]?.id ?? feed.first;
      if (found > place + 1) {
        chunks.push(gap(place + 1, found - 1, 'deleted from the history'));
        place = found - 1;
      }
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
  const news = () =>
    new Promise<void>((resolve) => {
      const stopWaiting = feed.wait(resolve);
      release = () => {
        stopWaiting();
        resolve();
      };
    });
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
        let silent = false;
        const beat = setTimeout(() => {
          silent = true;
          release();
        }, clients.limits.heartbeat);
        try {
          while (!ended) {
            const chunk = next() ?? (silent ? HEARTBEAT : null);
            if (chunk) return hand(chunk);
            await (place < feed.last ? setImmediate() : news());
          }
        } finally {
          clearTimeout(beat);
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

/** Tells a client that events it should have had do not come. Its id is that of the last of them, so that it is not told twice. */
function gap(from: number | null, to: number, reason: string): Uint8Array {
  return UTF8.encode(`id: ${to}\nevent: gap\ndata: ${JSON.stringify({ kind: 'gap', from, to, reason })}\n\n`);
}
