import { setTimeout as sleep } from 'node:timers/promises';
import { type JsMsg, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { VERDICTS_STREAM } from '../subjects.ts';
import { type ToldLine, toldLines } from './told-lines.ts';
import { WorkersError } from './workers-error.ts';

/** Events of messages that came together. */
export interface ToldEvents {
  /** The stream, as long as nobody makes it anew. */
  readonly log: string;
  /** Stream sequence of the last message. */
  readonly position: number;
  /** Messages that were deleted before they could be read, or that nobody here understands. */
  readonly missed: number;
  readonly lines: readonly ToldLine[];
}

export interface FollowingOptions {
  /** Where to begin in a stream of which nothing is known: with the oldest that is kept, or with what comes. */
  readonly begin: 'oldest' | 'now';
  /** Stream sequence up to which the events of a log are known; null: none are. */
  readonly reached: (log: string) => number | null;
  readonly signal: AbortSignal;
  /** Told why the events cannot be had now, and null once they can. */
  readonly troubled: (error: Error | null) => void;
}

/** Messages on their way or waiting, and those that are handed on together. */
const AHEAD = 512;
const TOGETHER = 256;
/** The server is asked again after so long; where it says nothing for as long, the consumer is looked for and made again. */
const EXPIRES = 1000; // ms
/** The server forgets a consumer that nobody has asked for so long. */
const INACTIVE = 60_000; // ms
const AGAIN = 500; // ms
/** Whoever ends waits no longer for a server that may be away: what stays there goes away by itself. */
const LAST_WAIT = 500; // ms

/**
 * Everything that workers publish, in the order of the stream, none missing and none twice, whatever happens to the connection.
 * @returns once the signal is given @throws WorkersError if the connection is closed
 */
export async function* followVerdicts(connection: NatsConnection, options: FollowingOptions): AsyncGenerator<ToldEvents, void, undefined> {
  const { signal } = options;
  // What was handed on and not yet kept is known all the same.
  const handed = new Map<string, number>();
  while (!signal.aborted) {
    try {
      yield* fromWhereItWas(connection, options, handed);
    } catch (error) {
      // The server is away, or has no stream: it may be back, or made ready.
      options.troubled(error as Error);
    }
    if (signal.aborted) return;
    if (connection.isClosed()) throw new WorkersError('the connection to the NATS server is closed');
    await sleep(AGAIN, undefined, { signal }).catch(() => {});
  }
}

/** An ordered consumer: the library makes it again where it left off. */
async function* fromWhereItWas(connection: NatsConnection, { begin, reached, signal, troubled }: FollowingOptions, handed: Map<string, number>): AsyncGenerator<ToldEvents, void, undefined> {
  const { created, state } = await unlessEnded(signal, jetstreamManager(connection).then(({ streams }) => streams.info(VERDICTS_STREAM)));
  const log = `${VERDICTS_STREAM} ${created}`;
  const known = handed.get(log) ?? reached(log);
  // A server that lost its latest messages counts on from those that it has.
  let position = known === null ? (begin === 'now' ? state.last_seq : Math.max(0, state.first_seq - 1)) : Math.min(known, state.last_seq);
  if (known === null) handed.set(log, position);
  const consumer = await unlessEnded(signal, jetstream(connection).consumers.get(VERDICTS_STREAM, { opt_start_seq: position + 1, inactive_threshold: INACTIVE }));
  const messages = await consumer.consume({ max_messages: AHEAD, expires: EXPIRES });
  const stop = () => messages.stop();
  troubled(null);
  signal.addEventListener('abort', stop);
  let together: JsMsg[] = [];
  try {
    for await (const message of messages) {
      if (signal.aborted) return;
      if (message.seq <= position) continue;
      together.push(message);
      if (message.info.pending > 0 && together.length < TOGETHER) continue;
      const told = { log, ...eventsOf(together, position) };
      position = told.position;
      handed.set(log, position);
      together = [];
      yield told;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    messages.stop();
    if (!connection.isClosed()) await Promise.race([consumer.delete().catch(() => {}), sleep(LAST_WAIT, undefined, { ref: false })]);
  }
}

/** @throws the signal's reason once that is given, however long the answer takes */
async function unlessEnded<Answer>(signal: AbortSignal, answer: Promise<Answer>): Promise<Answer> {
  const ended = Promise.withResolvers<never>();
  const end = () => ended.reject(signal.reason);
  signal.addEventListener('abort', end);
  try {
    return await Promise.race([answer, ended.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function eventsOf(messages: readonly JsMsg[], before: number): Omit<ToldEvents, 'log'> {
  const position = messages.at(-1)!.seq;
  const told = messages.map((message) => toldLines(message.string()));
  const understood = told.filter((lines) => lines !== null);
  return { position, missed: position - before - understood.length, lines: understood.flat() };
}
