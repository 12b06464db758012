import { EventSourceParserStream } from 'eventsource-parser/stream';
import { noAnswer } from './no-answer.ts';
import type { ServerClient } from './server-client.ts';
import { ServerError } from './server-error.ts';

/** A server-sent event. */
export interface ServerEvent {
  readonly id: number;
  /** JSON, as yet of any kind. */
  readonly data: unknown;
}

/** A server says every 15 s that it is there. */
const SILENCE = 45_000; // ms
const MOST_TEXT = 1_000_000;

/**
 * The events after one, until the connection breaks off. Whoever takes them slowly slows the server down.
 * @param after id of the event before @param opened called once there is a connection
 * @throws ServerError; the signal's reason once that is given
 */
export async function* serverEvents(client: ServerClient, after: number, signal: AbortSignal, opened: () => void): AsyncGenerator<ServerEvent, void, undefined> {
  const dead = new AbortController();
  const either = AbortSignal.any([signal, dead.signal]);
  const silent = () => dead.abort(new ServerError(`${client.name}: no sign of life`, true));
  let timer = setTimeout(silent, SILENCE);
  const decoder = new TextDecoder();
  const text = new TransformStream<Uint8Array, string>({
    transform(chunk, controller) {
      clearTimeout(timer);
      timer = setTimeout(silent, SILENCE);
      controller.enqueue(decoder.decode(chunk, { stream: true }));
    },
  });
  try {
    const { body } = await client.open('v1/events', 'text/event-stream', either, { 'last-event-id': String(after) });
    opened();
    const messages = body!.pipeThrough(text).pipeThrough(new EventSourceParserStream({ maxBufferSize: MOST_TEXT }));
    for await (const { id, data } of messages) {
      const number = Number(id ?? Number.NaN);
      if (!Number.isSafeInteger(number)) throw new ServerError(`${client.name}: found an event with the id ${JSON.stringify(id ?? null).slice(0, 40)}, expected a whole number`, false);
      yield { id: number, data: parsed(client, data) };
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (dead.signal.aborted) throw dead.signal.reason;
    throw error instanceof ServerError ? error : noAnswer(client.name, error);
  } finally {
    clearTimeout(timer);
    dead.abort();
  }
}

function parsed(client: ServerClient, data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw new ServerError(`${client.name}: found an event that is no JSON: ${JSON.stringify(data.slice(0, 40))}`, false);
  }
}
