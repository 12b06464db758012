import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { status } from '../nats/status.ts';
import { NO_SERVER } from '../nats-server.fixture.ts';
import type { FlowAbout, ListedLine } from '../questions/questions.ts';
import { ask, askPages } from '../read/ask.ts';
import { flowsSubject, flowSubject, PACKETS_STREAM, packetsSubject, REFUSED_STREAM, refusedSubject } from '../subjects.ts';
import { countingFunctions } from './counting-function.fixture.ts';
import type { PartitionFactory } from './partition-function.ts';
import { LENGTH_HEADER } from './refused-messages.ts';
import { TestCluster, until } from './test-cluster.fixture.ts';
import { work, type WorkOptions } from './work.ts';
import type { WorkEvent } from './work-event.ts';

describe.skipIf(NO_SERVER)('a worker', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await TestCluster.start(4);
  });
  afterAll(() => cluster.close());

  const run = (name: string, options: Partial<WorkOptions> = {}) => {
    const ending = new AbortController();
    const told: WorkEvent[] = [];
    const running = work({ connection: cluster.connection, name, create: countingFunctions(), settings: 'of tests', signal: ending.signal, tell: (event) => told.push(event), ...options });
    return { told, running, end: async () => {
      ending.abort();
      return running;
    } };
  };
  const owners = async () => (await status(cluster.connection)).partitions.map(({ owner }) => owner);

  test('one that was told its partitions keeps to them, and another one takes the rest', async () => {
    const fixed = run('fixed', { partitions: [1] });
    await until(() => fixed.told.length === 1);
    const other = run('other');
    await until(async () => (await owners()).every((owner) => owner !== null));
    expect(await owners()).toEqual(['other', 'fixed', 'other', 'other']);
    expect(await status(cluster.connection)).toMatchObject({ workers: ['other'], fixedWorkers: ['fixed'] });
    await cluster.publish(1, 'west', { events: 2 });
    await cluster.settled();
    expect(await fixed.end()).toEqual({ messages: 1, events: 2, refused: 0 });
    expect(await other.end()).toEqual({ messages: 0, events: 0, refused: 0 });
    expect(await owners()).toEqual([null, null, null, null]);
  });

  test.each([
    [{ partitions: [4] }, 'found partition 4, expected 0 to 3'],
    [{ name: 'a.b' }, 'the worker\'s name: found "a.b", expected 1 to 64 letters, digits, - and _'],
  ])('%j is refused', async (options, message) => {
    await expect(run('one', options).running).rejects.toMatchObject({ name: 'NatsError', message });
  });

  test('two of the same name are one too many', async () => {
    const first = run('same');
    await until(() => first.told.length === 4);
    await expect(run('same').running).rejects.toMatchObject({ name: 'NatsError', message: 'another worker is called same: give this one its own name' });
    await first.end();
  });

  test('it is asked for its flows, more of them than fit in a message', async () => {
    const flowsOf = async (partition: number) => (await askPages<object, ListedLine>(cluster.connection, flowsSubject(partition), { lines: true }))?.lines ?? null;
    const aboutOf = async (id: string) => (await ask(cluster.connection, flowSubject(0), { id }))?.json<FlowAbout | null>() ?? null;
    expect(await flowsOf(0)).toBeNull();
    const worker = run('worker');
    await until(() => worker.told.length === 4);
    await cluster.publish(0, 'west', { packets: 5000 });
    await until(async () => (await flowsOf(0))?.length === 5000);
    const flows = (await flowsOf(0))!;
    expect(new Set(flows.map(({ flow }) => flow.id)).size).toBe(5000);
    expect(await aboutOf(flows[7]!.flow.id)).toMatchObject({ ...flows[7], reasons: [] });
    expect(await aboutOf('no such')).toBeNull();
    expect(await flowsOf(3)).toEqual([]);
    await worker.end();
    expect(await aboutOf(flows[7]!.flow.id)).toBeNull();
  });

  test('what breaks over a message is given up with the state before it, and goes on with the others', async () => {
    let broken = true;
    const create: PartitionFactory = (partition, snapshot) => {
      const one = countingFunctions()(partition, snapshot);
      return {
        take: (tap, bytes) => {
          if (broken && partition === 2) throw new Error('a fault of the program');
          return one.take(tap, bytes);
        },
        snapshot: () => one.snapshot(),
        counts: () => one.counts(),
        lines: () => one.lines(),
        about: (id) => one.about(id),
        traffic: (id, seconds) => one.traffic(id, seconds),
        awaited: [],
        get summary() {
          return one.summary;
        },
      };
    };
    const worker = run('worker', { create });
    for (let i = 0; i < 8; i++) await cluster.publish(i % 4, 'east');
    await until(() => worker.told.some(({ kind }) => kind === 'given up'));
    expect(worker.told).toContainEqual({ kind: 'given up', partition: 2, reason: 'a fault of the program', forGood: false });
    expect((await worker.end()).messages).toBeGreaterThan(6);
    broken = false;
    const next = run('next');
    const { found, expected } = await cluster.settled();
    expect(found).toEqual(expected);
    await next.end();
  });

  test('a message as large as the server takes is kept aside too, in part', async () => {
    const worker = run('worker');
    await until(() => worker.told.length === 4);
    const most = cluster.connection.info!.max_payload;
    await jetstream(cluster.connection).publish(packetsSubject(0, 'west'), 'x'.repeat(most));
    await cluster.publish(0, 'west', { events: 1 });
    await until(() => worker.told.some(({ kind }) => kind === 'refused'));
    const kept = await (await jetstreamManager(cluster.connection)).streams.getMessage(REFUSED_STREAM, { last_by_subj: refusedSubject(0) });
    expect(Number(kept!.header.get(LENGTH_HEADER))).toBe(most);
    expect(kept!.data.length).toBeGreaterThan(most / 2);
    const { found, expected } = await cluster.settled();
    expect(found[0]).toEqual(expected[0]);
    expect(worker.told.some(({ kind }) => kind === 'given up')).toBe(false);
    await worker.end();
  });
});

describe.skipIf(NO_SERVER)('a stream of packets that is made anew', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await TestCluster.start(1);
  });
  afterAll(() => cluster.close());

  test('is read from its beginning, also by a worker that was at work, and said', async () => {
    const told: WorkEvent[] = [];
    const ending = new AbortController();
    const running = work({ connection: cluster.connection, name: 'worker', create: countingFunctions(), settings: 'of tests', limits: { messages: 2 }, signal: ending.signal, tell: (event) => told.push(event) });
    for (let i = 0; i < 6; i++) await cluster.publish(0, 'west', { events: 1 });
    await until(async () => (await status(cluster.connection)).partitions[0]!.packets === 60);
    const { streams } = await jetstreamManager(cluster.connection);
    const { config } = await streams.info(PACKETS_STREAM);
    await streams.delete(PACKETS_STREAM);
    await streams.add(config);
    for (let i = 0; i < 4; i++) await cluster.publish(0, 'east', { events: 1 });
    await until(async () => (await cluster.published(0)).flatMap(({ lines }) => lines).length === 10);
    expect(told.map(({ kind }) => kind)).toContain('stream anew');
    expect(told.find(({ kind }) => kind === 'doubtful')).toMatchObject({ reason: expect.stringMatching(/^the stream of packets is another one than before, or has lost its end: found its last message \d, expected 6 or more/) });
    ending.abort();
    expect(await running).toMatchObject({ messages: 10, events: 10 });
  });
});
