import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { headers, type Msg, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import { ANSWER_HEADER, FAULT_HEADER, PAGES_HEADER, WORKER_HEADER } from '../questions/headers.ts';
import { type FlowAbout, type FlowTraffic, type ListedLine, MOST_IDS, MOST_SECONDS, type OwnerCounts, type PartitionCounts } from '../questions/questions.ts';
import { flowsSubject, flowSubject } from '../subjects.ts';

/** What can be asked of a partition, as it is now. Looking changes nothing. */
export interface PartitionAnswers {
  counts(): PartitionCounts;
  lines(): Iterable<ListedLine>;
  /** Null for a flow that is not followed. @param id its identifier */
  about(id: string): FlowAbout | null;
  /** Null for a flow that is not followed. @param seconds how many of the last full ones, at most 300 */
  traffic(id: string, seconds: number): FlowTraffic | null;
}

export interface Answering {
  readonly connection: NatsConnection;
  /** Name of the worker that answers. */
  readonly worker: string;
  readonly partition: number;
  readonly answers: PartitionAnswers;
  /** Messages of taps that wait for it. */
  readonly waiting: () => number;
  /** Whether the partition is still ours: the next owner answers too. */
  readonly mayAnswer: () => boolean;
}

/** Lines of one message: half a MB of JSON, so that a message is far below the 1 MB that a server takes even where nothing of it can be compressed. */
const PAGE_LINES = 1000;
/** However many ask, pages are made this often. */
const APART = 1000; // ms
const compress = promisify(gzip);

/**
 * Answers what readers ask of one partition, until it is closed. The answer about all flows comes as several messages, each gzipped
 * NDJSON: a header says how many there are, so none of them can be missed unnoticed.
 */
export function answerQuestions({ connection, worker, partition, answers, waiting, mayAnswer }: Answering): { close(): void } {
  const pages = new Pages(answers);
  const head = (pairs: Readonly<Record<string, string>> = {}) => {
    const fields = headers();
    for (const [name, value] of Object.entries({ [WORKER_HEADER]: worker, ...pairs })) fields.set(name, value);
    return fields;
  };
  const answer = (subject: string, respond: (question: Record<string, unknown>, message: Msg) => Promise<void> | void) =>
    connection.subscribe(subject, {
      callback: (error, message) => {
        if (error || !mayAnswer()) return;
        void (async () => respond(parsed(message), message))().catch((fault: Error) => {
          if (!connection.isClosed()) message.respond('', { headers: head({ [FAULT_HEADER]: fault.message.replace(/[\r\n]+/g, ' ') }) });
        });
      },
    });
  const flows = answer(flowsSubject(partition), async ({ lines }, message) => {
    if (lines !== true) {
      const counts: OwnerCounts = { ...answers.counts(), waiting: waiting() };
      message.respond(JSON.stringify(counts), { headers: head() });
      return;
    }
    const made = await pages.latest();
    const fields: MsgHdrs = head({ [ANSWER_HEADER]: randomUUID(), [PAGES_HEADER]: String(made.length) });
    for (const page of made) message.respond(page, { headers: fields });
  });
  const flow = answer(flowSubject(partition), ({ id, ids, seconds }, message) => {
    message.respond(JSON.stringify(typeof id === 'string' ? answers.about(id) : trafficOf(answers, ids, seconds)), { headers: head() });
  });
  return {
    close: () => {
      flows.unsubscribe();
      flow.unsubscribe();
    },
  };
}

function trafficOf(answers: PartitionAnswers, ids: unknown, seconds: unknown) {
  if (!Array.isArray(ids) || ids.length > MOST_IDS) throw new Error(`found no question, expected id, or ids of at most ${MOST_IDS} flows`);
  if (!Number.isInteger(seconds) || !((seconds as number) >= 1 && (seconds as number) <= MOST_SECONDS)) throw new Error(`found ${JSON.stringify(seconds)} seconds, expected 1 to ${MOST_SECONDS}`);
  return { now: answers.counts().now, flows: ids.map((id) => answers.traffic(String(id), seconds as number)) };
}

function parsed(message: Msg): Record<string, unknown> {
  const question: unknown = message.data.length === 0 ? {} : message.json();
  return typeof question === 'object' && question !== null ? (question as Record<string, unknown>) : {};
}

/** The pages of all flows, made once for all who ask in the same second. */
class Pages {
  readonly #answers: PartitionAnswers;
  #made: Promise<readonly Uint8Array[]> | null = null;
  #madeAt = -Infinity;

  constructor(answers: PartitionAnswers) {
    this.#answers = answers;
  }

  latest(): Promise<readonly Uint8Array[]> {
    if (this.#made === null || performance.now() - this.#madeAt >= APART) {
      this.#madeAt = performance.now();
      this.#made = this.#make();
    }
    return this.#made;
  }

  async #make(): Promise<Uint8Array[]> {
    const { now } = this.#answers.counts();
    const pages: Promise<Uint8Array>[] = [];
    let lines: string[] = [];
    const end = () => {
      pages.push(compress(`${[JSON.stringify({ now }), ...lines].join('\n')}\n`, { level: constants.Z_BEST_SPEED }));
      lines = [];
    };
    // Between two pages packets have their turn; flows that come or go meanwhile may be in the list.
    for (const line of this.#answers.lines()) {
      lines.push(JSON.stringify(line));
      if (lines.length < PAGE_LINES) continue;
      end();
      await setImmediate();
    }
    if (lines.length > 0 || pages.length === 0) end();
    return Promise.all(pages);
  }
}
