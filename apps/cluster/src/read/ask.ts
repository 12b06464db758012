import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { ANSWER_HEADER, FAULT_HEADER, PAGES_HEADER } from '../questions/headers.ts';
import { WorkersError } from './workers-error.ts';

/** A worker answers between two messages of packets, each of some ms. */
const PATIENCE = 5000; // ms
/** No page has more. */
const MOST_BYTES = 16e6;
const decompress = promisify(gunzip);

/**
 * Asks who answers on a subject, and takes one message.
 * @returns null where nobody does @throws WorkersError where the answer does not come, or says why it is none
 */
export async function ask(connection: NatsConnection, subject: string, question: object): Promise<Msg | null> {
  try {
    return checked(subject, await connection.request(subject, JSON.stringify(question), { timeout: PATIENCE }));
  } catch (error) {
    if (isNobody(error)) return null;
    throw away(subject, error);
  }
}

/**
 * Asks for all lines that there are.
 * @returns a head, and lines of JSON, page by page; null where nobody answers
 * @throws WorkersError where not all pages come
 */
export async function askPages<Head, Line>(connection: NatsConnection, subject: string, question: object): Promise<{ readonly head: Head; readonly lines: Line[] } | null> {
  const pages: Uint8Array[] = [];
  let answer: string | null = null;
  let expected = Infinity;
  try {
    for await (const message of await connection.requestMany(subject, JSON.stringify(question), { strategy: 'timer', maxWait: PATIENCE, noMux: true })) {
      checked(subject, message);
      // Another owner's pages tell the same.
      answer ??= message.headers!.get(ANSWER_HEADER);
      if (message.headers!.get(ANSWER_HEADER) !== answer) continue;
      expected = Number(message.headers!.get(PAGES_HEADER));
      pages.push(message.data);
      if (pages.length >= expected) break;
    }
  } catch (error) {
    if (isNobody(error)) return null;
    throw away(subject, error);
  }
  if (pages.length < expected) throw new WorkersError(`${subject}: found ${pages.length} pages of the answer after ${PATIENCE / 1000} s, expected ${expected === Infinity ? 'at least one' : expected}`);
  const lines: Line[] = [];
  let head: Head | undefined;
  for (const page of pages) {
    const [first, ...rest] = (await decompress(page, { maxOutputLength: MOST_BYTES })).toString().trimEnd().split('\n');
    head ??= JSON.parse(first!) as Head;
    for (const line of rest) lines.push(JSON.parse(line) as Line);
  }
  return { head: head!, lines };
}

function checked(subject: string, message: Msg): Msg {
  const fault = message.headers?.get(FAULT_HEADER) ?? '';
  if (fault !== '') throw new WorkersError(`${subject}: the worker cannot answer: ${fault}`);
  return message;
}

/** The classes of these are not exported. */
function isNobody(error: unknown): boolean {
  const { name, cause } = error as Error;
  return /^NoResponders/.test(name) || (cause instanceof Error && isNobody(cause));
}

function away(subject: string, error: unknown): Error {
  if (error instanceof WorkersError) return error;
  const { name, message } = error as Error;
  return new WorkersError(`${subject}: ${name === 'TimeoutError' ? `no answer after ${PATIENCE / 1000} s` : message}`, { cause: error });
}
