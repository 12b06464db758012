import { problemText, Refused } from './ask.ts';
import { bearer } from './token.ts';

/** An event as it was sent; `data` not parsed. */
export interface SentEvent {
  readonly id: number | null;
  readonly kind: string;
  readonly data: string;
}

interface FollowOptions {
  readonly event: (event: SentEvent) => void;
  /** Whether events come. */
  readonly connected: (yes: boolean) => void;
  readonly signal: AbortSignal;
}

/** Before it is tried again. */
const RETRY = 2000; // ms

/**
 * Follows the events of the service until the signal; after a break from the last one on. EventSource cannot send a token.
 * @throws Refused if the service wants another token
 */
export async function followEvents({ event, connected, signal }: FollowOptions): Promise<void> {
  let last: number | null = null;
  while (!signal.aborted) {
    try {
      const response: Response = await fetch('/v1/events', { signal, headers: { ...bearer(), ...(last !== null && { 'last-event-id': String(last) }) } });
      if (response.status === 401 || response.status === 403) throw new Refused(response.status, problemText(await response.text(), response.status));
      if (response.ok && response.body) {
        connected(true);
        for await (const sent of eventsOf(response.body)) {
          last = sent.id ?? last;
          event(sent);
        }
      }
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    if (signal.aborted) return;
    connected(false);
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
}

/** Server-sent events (WHATWG HTML, 9.2) of a body whose lines end in \n, as those of this service do. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<SentEvent, void, undefined> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let text = '';
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    const blocks = (text + step.value).split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const sent = parseEvent(block);
      if (sent) yield sent;
    }
  }
}

function parseEvent(block: string): SentEvent | null {
  const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]));
  const data = fields.get('data');
  if (data === undefined) return null;
  const id = fields.get('id');
  return { id: id === undefined ? null : Number(id), kind: fields.get('event') ?? 'message', data };
}
