import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { expect, test } from 'vitest';
import { type ExampleServer, startExampleServer } from '../example-server.fixture.ts';
import { status } from '../nats/status.ts';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { askPages } from '../read/ask.ts';
import { flowsSubject, packetsSubject, partitionKey } from '../subjects.ts';
import { countingFunctions, encodeMessage } from './counting-function.fixture.ts';
import { Lease, openLeases } from './lease.ts';
import { SnapshotStore } from './snapshot-store.ts';
import { until } from './test-cluster.fixture.ts';
import { work } from './work.ts';
import type { WorkEvent } from './work-event.ts';

test.skipIf(NO_SERVER)('the example gives a worker the rights that it needs, whatever happens', async () => {
  const example = await startExampleServer(2, 1500);
  try {
    const [admin, reader] = [await example.as('admin'), await example.as('reader')];
    let sent = 0;
    const send = async (text?: string) => {
      for (let i = 0; i < 6; i++) await jetstream(admin).publish(packetsSubject(i % 2, 'west'), text ?? encodeMessage({ number: sent++, packets: 10, events: 1 }));
    };
    const first = await Worker.start(example, 'first');
    await send();
    await send('what no worker understands');
    await until(async () => (await status(admin)).refused === 6);
    expect((await askPages(reader, flowsSubject(0), { lines: true }))?.lines.length).toBeGreaterThan(0);
    await example.server.kill();
    await example.server.start();
    await until(() => status(admin).then(({ partitions }) => partitions.every(({ owner }) => owner !== null), () => false));
    await send();
    const second = await Worker.start(example, 'second');
    await until(() => second.told.some(({ kind }) => kind === 'took'));
    const other = await example.as('worker');
    await until(async () => (await status(admin)).partitions.every(({ owner }) => owner !== null));
    expect(await Lease.take(await openLeases(other), partitionKey(0), 'third')).toBeNull();
    await other.close();
    const ended = [await first.end(), await second.end()];
    expect(ended.flatMap(({ told }) => told.filter(({ kind }) => kind === 'given up' || kind === 'not stored'))).toEqual([]);
    // What it began with was taken once, by whomever.
    expect(ended.reduce((sum, { events }) => sum + events, 0)).toBe(12);
    expect(example.refused).toEqual([]);
    await Promise.all([admin.close(), reader.close()]);
  } finally {
    await example.server.close();
  }
});

test.skipIf(NO_SERVER)('and for snapshots of any size', async () => {
  const { server, as, refused } = await startExampleServer(1);
  try {
    const connection = await as('worker');
    const store = await SnapshotStore.open(connection);
    const bytes = new Uint8Array(40e6).fill(7);
    await store.put('p0-1', bytes);
    expect(Buffer.from(await store.get('p0-1')).equals(bytes)).toBe(true);
    await store.remove('p0-1');
    expect(await store.list('p')).toEqual([]);
    expect(refused).toEqual([]);
    await connection.close();
  } finally {
    await server.close();
  }
});

class Worker {
  readonly told: WorkEvent[] = [];
  readonly #connection: NatsConnection;
  readonly #ending = new AbortController();
  readonly #running: ReturnType<typeof work>;

  private constructor(connection: NatsConnection, name: string) {
    this.#connection = connection;
    this.#running = work({ connection, name, create: countingFunctions(), settings: 'of tests', limits: { messages: 2 }, signal: this.#ending.signal, tell: (event) => this.told.push(event) });
  }

  static async start({ as }: ExampleServer, name: string): Promise<Worker> {
    const worker = new Worker(await as('worker'), name);
    await until(() => worker.told.length > 0);
    return worker;
  }

  async end(): Promise<{ readonly told: readonly WorkEvent[]; readonly events: number }> {
    this.#ending.abort();
    const { events } = await this.#running;
    await this.#connection.close();
    return { told: this.told, events };
  }
}
