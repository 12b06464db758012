import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectNats } from '../../apps/cluster/src/nats/connect.ts';
import { type NatsServer, startNatsServer } from '../../apps/cluster/src/nats-server.fixture.ts';
import type { OwnerCounts } from '../../apps/cluster/src/questions/questions.ts';
import { flowsSubject } from '../../apps/cluster/src/subjects.ts';
import { VerdictLog } from './verdict-log.ts';

const LAUNCHER = fileURLToPath(new URL('../../apps/cli/bin/tunnelscope.js', import.meta.url));
const PATIENCE = 60_000; // ms
/** While the server is away no question is answered, nor refused. */
const ANSWER = 250; // ms

/** One of the programs, as a user starts it. */
export class Program {
  readonly child: ChildProcess;
  readonly words: readonly string[];
  readonly #errors: string;
  readonly #ended: Promise<unknown>;

  /** @param errors the file that its messages go to */
  constructor(words: readonly string[], errors: string, input: 'ignore' | 'pipe' = 'ignore') {
    this.words = words;
    this.#errors = errors;
    this.child = spawn(process.execPath, [LAUNCHER, ...words], { stdio: [input, 'ignore', openSync(errors, 'a')] });
    this.#ended = once(this.child, 'exit');
  }

  /** @returns its exit code; null if a signal ended it */
  async ended(): Promise<number | null> {
    await this.#ended;
    return this.child.exitCode;
  }

  end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended();
  }

  /** It has ended by itself, and not as it should. */
  get failed(): boolean {
    return this.child.exitCode !== null && this.child.exitCode !== 0;
  }

  /** What it said to people. */
  get messages(): string {
    return readFileSync(this.#errors, 'utf8');
  }
}

export interface ClusterOptions {
  readonly partitions: number;
  /** Seconds. */
  readonly lease: number;
}

/** A nats-server of its own, on loopback, made ready, with the real programs around it. */
export class OwnCluster {
  readonly server: NatsServer;
  readonly verdicts: VerdictLog;
  readonly connection: Awaited<ReturnType<typeof connectNats>>;
  readonly #partitions: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tunnelscope-cluster-'));
  readonly #programs = new Set<Program>();
  #count = 0;

  private constructor(server: NatsServer, connection: OwnCluster['connection'], partitions: number) {
    this.server = server;
    this.connection = connection;
    this.#partitions = partitions;
    this.verdicts = new VerdictLog(connection);
    // Nothing stays behind that nobody ends.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void this.close().then(() => process.exit(1)));
  }

  static async start({ partitions, lease }: ClusterOptions): Promise<OwnCluster> {
    const server = await startNatsServer();
    const cluster = new OwnCluster(server, await connectNats({ nats: server.url }, 'scripts'), partitions);
    const init = cluster.run('nats', 'init', '--partitions', String(partitions), '--lease', String(lease));
    if ((await init.ended()) !== 0) throw new Error(init.messages);
    await cluster.verdicts.start();
    return cluster;
  }

  /** Starts a program with this server. */
  run(...words: string[]): Program {
    return this.#start(words, 'ignore');
  }

  /** As `run`, to be written to. */
  feed(...words: string[]): Program {
    return this.#start(words, 'pipe');
  }

  /** Starts a worker. */
  work(): Program {
    return this.run('work', '--name', `worker-${this.#count}`);
  }

  /** @returns each partition's stream time, epoch ms; Infinity: it has not begun, or has ended; null: nobody answers */
  async times(): Promise<(number | null)[]> {
    return Promise.all(Array.from({ length: this.#partitions }, async (_, partition) => {
      const answer = await this.#counts(partition);
      return answer && (answer.now ?? Infinity);
    }));
  }

  /** @returns once every partition has a worker that answers */
  async served(): Promise<void> {
    const partitions = Array.from({ length: this.#partitions }, (_, partition) => partition);
    await until('every partition has a worker', async () => (await Promise.all(partitions.map((partition) => this.#counts(partition)))).every((answer) => answer !== null));
  }

  /** Ends everything that was started here. */
  async close(): Promise<void> {
    await Promise.all([...this.#programs].map((program) => program.end('SIGKILL')));
    await this.verdicts.close();
    await this.connection.close();
    await this.server.close();
    rmSync(this.#folder, { recursive: true });
  }

  /** Null where nobody answers at once. */
  async #counts(partition: number): Promise<OwnerCounts | null> {
    const answer = await this.connection.request(flowsSubject(partition), JSON.stringify({ lines: false }), { timeout: ANSWER }).catch(() => null);
    return answer === null || answer.data.length === 0 ? null : answer.json<OwnerCounts>();
  }

  #start(words: readonly string[], input: 'ignore' | 'pipe'): Program {
    const program = new Program([...words, '--nats', this.server.url], join(this.#folder, String(this.#count++)), input);
    this.#programs.add(program);
    void program.ended().then(() => this.#programs.delete(program));
    return program;
  }
}

/** @throws Error if it is not so after a minute */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const latest = performance.now() + PATIENCE;
  while (!(await isSo())) {
    if (performance.now() > latest) throw new Error(`after ${PATIENCE / 1000} s it is still not so that ${what}`);
    await sleep(20);
  }
}
