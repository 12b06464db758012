import type { NatsConnection } from '@nats-io/transport-node';
import { explained } from '../nats/explained.ts';
import { NatsError } from '../nats/nats-error.ts';
import { readSettings } from '../nats/settings.ts';
import { partitionOfId } from '../partition.ts';
import type { FlowAbout, FlowQuestion, FlowsQuestion, ListedLine, OwnerCounts, TrafficAnswer } from '../questions/questions.ts';
import { MOST_IDS } from '../questions/questions.ts';
import { flowsSubject, flowSubject } from '../subjects.ts';
import { ask, askPages } from './ask.ts';
import { followVerdicts, type ToldEvents } from './follow-verdicts.ts';
import { type PartitionState, partitionStates } from './partition-states.ts';
import { Recent } from './recent.ts';
import { Standing } from './standing.ts';
import { WorkersError } from './workers-error.ts';

export interface ReaderOptions {
  readonly connection: NatsConnection;
  /** How the server is called on screens. */
  readonly name: string;
  /** Where to begin in a stream of which nothing is known. */
  readonly begin: 'oldest' | 'now';
}

type Counted = OwnerCounts & { readonly partition: number };
type Listed = { readonly partition: number; readonly now: number | null; readonly flows: readonly ListedLine[] };

/** An answer is good for so long. */
const KEEP = 1000; // ms

/** What the workers of all partitions know: what the HTTP service and the dashboard show. */
export class Reader {
  readonly name: string;
  #untold: Error | null = null;
  readonly #connection: NatsConnection;
  readonly #begin: ReaderOptions['begin'];
  readonly #partitions: number;
  readonly #standing: Standing;
  readonly #counts = new Recent(() => this.#ofAll(async (partition): Promise<Counted | null> => {
    const question: FlowsQuestion = { lines: false };
    const answer = await ask(this.#connection, flowsSubject(partition), question);
    return answer && { ...answer.json<OwnerCounts>(), partition };
  }), KEEP);
  readonly #flows = new Recent(() => this.#ofAll(async (partition): Promise<Listed | null> => {
    const question: FlowsQuestion = { lines: true };
    const answer = await askPages<{ readonly now: number | null }, ListedLine>(this.#connection, flowsSubject(partition), question);
    return answer && { partition, now: answer.head.now, flows: answer.lines };
  }), KEEP);
  readonly #states = new Recent(async () => {
    const counts = await this.counts();
    return this.#asked(() => partitionStates(this.#connection, this.#partitions, new Map(counts.map((each) => [each.partition, each]))));
  }, KEEP);

  private constructor({ connection, name, begin }: ReaderOptions, partitions: number) {
    this.name = name;
    this.#connection = connection;
    this.#begin = begin;
    this.#partitions = partitions;
    this.#standing = new Standing(connection);
  }

  /** @throws NatsError if the server was not made ready, or does not let this user know */
  static async open(options: ReaderOptions): Promise<Reader> {
    const { partitions } = await readSettings(options.connection).catch((error: Error) => {
      const known = explained(error) as Error;
      throw known instanceof NatsError ? known : new NatsError(`${options.name}: ${known.message}`, { cause: error });
    });
    return new Reader(options, partitions);
  }

  /**
   * What happened, none of it missing and none twice, over as many connections as it takes.
   * @param reached stream sequence up to which the events of a log are known; null: none are
   * @returns once the signal is given @throws WorkersError if the connection is closed
   */
  events(reached: (log: string) => number | null, signal: AbortSignal): AsyncIterable<ToldEvents> {
    const troubled = (error: Error | null) => {
      this.#untold = error && new WorkersError(`events of the workers cannot be followed: ${error.message}`, { cause: error });
    };
    return followVerdicts(this.#connection, { begin: this.#begin, reached, signal, troubled });
  }

  /** Why events cannot be followed now; null while they can. */
  get fault(): Error | null {
    return this.#untold ?? this.#standing.fault;
  }

  /** What the owners have counted; partitions whose owner does not answer are not among them. @throws WorkersError while the server is away, as all of these */
  counts(): Promise<readonly Counted[]> {
    return this.#counts.get();
  }

  /** All flows: those of a second ago, or of longer where it takes long to ask for them. */
  flows(): Promise<readonly Listed[]> {
    return this.#flows.get();
  }

  /** @param id of a flow, made of its true addresses @returns null if it is not followed @throws WorkersError also where its partition has no worker */
  async about(id: string): Promise<FlowAbout | null> {
    const partition = partitionOfId(id, this.#partitions);
    const question: FlowQuestion = { id };
    const answer = await this.#asked(() => ask(this.#connection, flowSubject(partition), question));
    if (answer === null) throw new WorkersError(`partition ${partition}, which the flow belongs to, has no worker: is \`tunnelscope work\` running?`);
    return answer.json<FlowAbout | null>();
  }

  /** @param seconds how many of the last full ones, at most 300 @returns the flows in the order of their ids; null: not followed, or its worker does not answer */
  async traffic(ids: readonly string[], seconds: number): Promise<TrafficAnswer> {
    const byPartition = Map.groupBy(ids.keys(), (place) => partitionOfId(ids[place]!, this.#partitions));
    const flows: TrafficAnswer['flows'][number][] = ids.map(() => null);
    const told: { readonly end: number; readonly places: readonly number[]; readonly flows: TrafficAnswer['flows'] }[] = [];
    let now: number | null = null;
    const asked = [...byPartition].flatMap(([partition, places]) => Array.from({ length: Math.ceil(places.length / MOST_IDS) }, (_, i) => ({ partition, places: places.slice(i * MOST_IDS, (i + 1) * MOST_IDS) })));
    this.#standing.check();
    await Promise.all(asked.map(async ({ partition, places }) => {
      const question: FlowQuestion = { ids: places.map((place) => ids[place]!), seconds };
      const answer = await ask(this.#connection, flowSubject(partition), question).catch(silence);
      if (answer === null) return;
      const { now: its, flows: found } = answer.json<TrafficAnswer>();
      if (its === null) return;
      now = Math.max(now ?? -Infinity, its);
      told.push({ end: Math.floor(its / 1000), places, flows: found });
    }));
    this.#standing.check();
    const end = Math.max(...told.map((each) => each.end));
    for (const each of told) {
      // Partitions are not at the same second all of the time: what a later one has seen has not come to this one.
      const late = Math.min(seconds, end - each.end);
      for (const [i, place] of each.places.entries()) {
        const flow = each.flows[i];
        if (flow) flows[place] = { ...flow, bytes: [...flow.bytes.slice(late), ...Array<number>(late).fill(0)] };
      }
    }
    return { now, flows };
  }

  /** How all partitions stand, ascending. */
  partitions(): Promise<readonly PartitionState[]> {
    return this.#states.get();
  }

  close(): Promise<void> {
    this.#standing.close();
    return this.#connection.close();
  }

  /** Asks all owners at once. One that does not answer in time counts as none: the others' answers are good. */
  async #ofAll<Answer>(askOne: (partition: number) => Promise<Answer | null>): Promise<readonly Answer[]> {
    this.#standing.check();
    const answers = await Promise.all(Array.from({ length: this.#partitions }, (_, partition) => askOne(partition).catch(silence)));
    this.#standing.check();
    return answers.filter((answer) => answer !== null);
  }

  async #asked<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    this.#standing.check();
    try {
      return await task();
    } catch (error) {
      this.#standing.check();
      throw error instanceof WorkersError ? error : new WorkersError(`${this.name}: ${(error as Error).message}`, { cause: error });
    }
  }
}

function silence(error: unknown): null {
  if (error instanceof WorkersError) return null;
  throw error;
}
