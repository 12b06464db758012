import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { connectNats } from '../nats/connect.ts';
import { init } from '../nats/init.ts';
import { DEFAULT_SETTINGS } from '../nats/settings.ts';
import { type NatsServer, startNatsServer } from '../nats-server.fixture.ts';
import { packetsSubject, VERDICTS_STREAM, verdictsSubject } from '../subjects.ts';
import { type CountedMessage, countingFunctions, encodeMessage } from './counting-function.fixture.ts';
import { EVENTS_HEADER, OWNER_HEADER } from './verdict-publisher.ts';

const WORKER = fileURLToPath(new URL('./worker-process.fixture.ts', import.meta.url));

/** A message of the stream of verdicts. */
export interface PublishedVerdicts {
  readonly owner: string;
  readonly count: number;
  readonly lines: readonly string[];
}

/** A real server, made ready, with what tests publish and find there. */
export class TestCluster {
  readonly server: NatsServer;
  readonly connection: NatsConnection;
  readonly partitions: number;
  readonly #workers = new Set<ChildProcess>();
  /** What was published, under its stream sequence. */
  readonly #sent = new Map<number, { readonly partition: number; readonly tap: string; readonly text: string }>();
  #number = 0;

  private constructor(server: NatsServer, connection: NatsConnection, partitions: number) {
    this.server = server;
    this.connection = connection;
    this.partitions = partitions;
  }

  static async start(partitions: number, leaseTime = 1500): Promise<TestCluster> {
    const server = await startNatsServer();
    const connection = await connectNats({ nats: server.url }, 'test');
    await init(connection, { ...DEFAULT_SETTINGS, partitions, leaseTime, maxBytes: 2 ** 28 });
    // What keeps events from coming twice must not be that the server remembers them for a while.
    await (await jetstreamManager(connection)).streams.update(VERDICTS_STREAM, { duplicate_window: nanos(100) });
    return new TestCluster(server, connection, partitions);
  }

  /** As a tap does: again and again until the server has it. */
  async publish(partition: number, tap: string, message: Partial<CountedMessage> = {}, text?: string): Promise<void> {
    const number = this.#number++;
    const body = text ?? encodeMessage({ number, packets: 10, ...message });
    for (;;) {
      try {
        const ack = await jetstream(this.connection).publish(packetsSubject(partition, tap), body, { msgID: `${tap}.${number}`, timeout: 500 });
        this.#sent.set(ack.seq, { partition, tap, text: body });
        return;
      } catch {
        await sleep(50);
      }
    }
  }

  /** What one process would make of all that was published, as far as it understands it. */
  expected(partition: number): string[] {
    const one = countingFunctions(2)(partition, null);
    const sent = [...this.#sent].sort(([a], [b]) => a - b).map(([, message]) => message);
    return sent.filter((message) => message.partition === partition && message.text.startsWith('{'))
      .flatMap(({ tap, text }) => one.take(tap, new TextEncoder().encode(text)))
      .map((line) => JSON.stringify(line));
  }

  /** What the workers have published. */
  async published(partition: number): Promise<PublishedVerdicts[]> {
    const consumer = await jetstream(this.connection).consumers.get(VERDICTS_STREAM, { filter_subjects: verdictsSubject(partition) });
    const { num_pending: count } = await consumer.info();
    const found: PublishedVerdicts[] = [];
    if (count === 0) return found;
    for await (const message of await consumer.fetch({ max_messages: count, expires: 5000 })) {
      found.push({ owner: message.headers!.get(OWNER_HEADER), count: Number(message.headers!.get(EVENTS_HEADER)), lines: message.string().split('\n').filter(Boolean) });
      if (found.length === count) break;
    }
    return found;
  }

  /** Waits until the workers have said as much as one process does. @returns both, to be compared: by partition, a line each */
  async settled(): Promise<{ readonly found: readonly string[][]; readonly expected: readonly string[][] }> {
    const all = Array.from({ length: this.partitions }, (_, partition) => partition);
    const expected = all.map((partition) => this.expected(partition));
    const manager = await jetstreamManager(this.connection);
    await until(async () => {
      const counts = await Promise.all(all.map((partition) => manager.streams.getMessage(VERDICTS_STREAM, { last_by_subj: verdictsSubject(partition) })));
      return counts.every((message, partition) => Number(message?.header.get(EVENTS_HEADER) ?? 0) >= expected[partition]!.length);
    });
    const found = await Promise.all(all.map(async (partition) => (await this.published(partition)).flatMap(({ lines }) => lines)));
    return { found, expected };
  }

  spawn(name: string, newest = 1): WorkerProcess {
    const child = spawn(process.execPath, [WORKER, this.server.url, name, String(newest)], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#workers.add(child);
    return new WorkerProcess(child);
  }

  async close(): Promise<void> {
    for (const child of this.#workers) child.kill('SIGKILL');
    await this.connection.close();
    await this.server.close();
  }
}

/** A worker of its own process. */
export class WorkerProcess {
  /** What it has told, in order. */
  readonly told: { readonly kind: string; readonly partition?: number; readonly reason?: string; readonly events?: number }[] = [];
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    this.#child = child;
    let rest = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      this.told.push(...lines.map((line) => JSON.parse(line)));
    });
  }

  /** The partitions that it has, as far as it has told. */
  get has(): number[] {
    const has = new Set<number>();
    for (const { kind, partition } of this.told) {
      if (kind === 'took') has.add(partition!);
      else if (['handed over', 'lost', 'given up'].includes(kind)) has.delete(partition!);
    }
    return [...has].sort((a, b) => a - b);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** @returns its exit code, null if it was killed */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'close');
      this.#child.kill(signal);
      await ended;
    }
    return this.#child.exitCode;
  }
}

/** Waits for something that must come; a test that waits in vain runs into its time limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(50);
}
