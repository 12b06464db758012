import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jetstreamManager } from '@nats-io/jetstream';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { REFUSED_STREAM, refusedSubject } from '../subjects.ts';
import { REASON_HEADER } from './refused-messages.ts';
import { TestCluster, until, type WorkerProcess } from './test-cluster.fixture.ts';

const PARTITIONS = 8;

describe.skipIf(NO_SERVER)('workers on a real server', () => {
  let cluster: TestCluster;

  beforeEach(async () => {
    cluster = await TestCluster.start(PARTITIONS);
  });
  afterEach(() => cluster.close());

  const publishRound = (messages: number) => Promise.all(Array.from({ length: PARTITIONS }, async (_, partition) => {
    for (let i = 0; i < messages; i++) await cluster.publish(partition, i % 2 ? 'east' : 'west');
  }));
  const share = (...workers: WorkerProcess[]) => until(() => {
    const has = workers.map((worker) => worker.has.length);
    return has.reduce((sum, one) => sum + one, 0) === PARTITIONS && Math.max(...has) - Math.min(...has) <= 1;
  });

  test('they share evenly, come and go, and every event comes once', async () => {
    const first = cluster.spawn('first');
    const second = cluster.spawn('second');
    await publishRound(20);
    await share(first, second);
    await publishRound(20);
    const third = cluster.spawn('third');
    await share(first, second, third);
    await publishRound(20);
    expect(await second.end('SIGTERM')).toBe(0);
    await publishRound(20);
    await share(first, third);
    await first.end('SIGKILL');
    await publishRound(20);
    await until(() => third.has.length === PARTITIONS);
    const { found, expected } = await cluster.settled();
    expect(expected.every((lines) => lines.length > 20)).toBe(true);
    expect(found).toEqual(expected);
    expect(await third.end('SIGTERM')).toBe(0);
    expect(third.told.at(-1)).toMatchObject({ kind: 'ended' });
  });

  test('a server that is killed and comes back costs no event', async () => {
    const workers = [cluster.spawn('first'), cluster.spawn('second')];
    await share(...workers);
    const publishing = publishRound(150);
    for (let i = 0; i < 3; i++) {
      await cluster.server.kill();
      await cluster.server.start();
      await until(() => workers.some((worker) => worker.has.length > 0));
      await publishRound(10);
    }
    await publishing;
    const { found, expected } = await cluster.settled();
    expect(found).toEqual(expected);
  });

  test('a worker that was stopped for longer than its lease publishes no more', async () => {
    const stale = cluster.spawn('stale');
    await until(() => stale.has.length === PARTITIONS);
    await publishRound(10);
    stale.signal('SIGSTOP');
    // They wait for it in its socket, and are the first that it sees when it goes on.
    await publishRound(30);
    const fresh = cluster.spawn('fresh');
    await until(() => fresh.has.length === PARTITIONS);
    const { expected } = await cluster.settled();
    stale.signal('SIGCONT');
    await until(() => stale.told.some(({ kind }) => kind === 'lost'));
    await publishRound(30);
    await cluster.settled();
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const published = await cluster.published(partition);
      const takenOver = published.findIndex(({ owner }) => owner.startsWith('fresh-'));
      // Later on it may have been given the partition again, as its fair share.
      const givenBack = published.findIndex(({ owner }, i) => i > takenOver && owner.startsWith('stale-'));
      const untilThen = published.slice(0, givenBack === -1 ? undefined : givenBack).flatMap(({ lines }) => lines);
      expect(untilThen.length).toBeGreaterThanOrEqual(expected[partition]!.length);
    }
    const { found, expected: all } = await cluster.settled();
    expect(found).toEqual(all);
  });

  test('a message that makes no sense is kept aside, once, and the next ones are taken', async () => {
    const first = cluster.spawn('first');
    await publishRound(10);
    await cluster.publish(3, 'west', {}, 'nonsense');
    await publishRound(10);
    await until(() => first.told.some(({ kind }) => kind === 'refused'));
    await first.end('SIGKILL');
    const second = cluster.spawn('second');
    await until(() => second.has.length === PARTITIONS);
    await publishRound(10);
    const { found, expected } = await cluster.settled();
    expect(found).toEqual(expected);
    const manager = await jetstreamManager(cluster.connection);
    expect((await manager.streams.info(REFUSED_STREAM)).state.messages).toBe(1);
    const kept = (await manager.streams.getMessage(REFUSED_STREAM, { last_by_subj: refusedSubject(3) }))!;
    expect(kept.string()).toBe('nonsense');
    expect(kept.header.get(REASON_HEADER)).toBe('byte 0: found "nonsense", expected {');
  });

  test('what is of a newer version is left to a newer worker', async () => {
    const old = cluster.spawn('old');
    await until(() => old.has.length === PARTITIONS);
    await publishRound(10);
    await cluster.publish(5, 'west', { version: 2 });
    await until(() => old.told.some(({ kind }) => kind === 'given up'));
    expect(old.told.filter(({ kind }) => kind === 'given up')).toEqual([{ kind: 'given up', partition: 5, reason: 'found version 2, expected 1 at most', forGood: true }]);
    const newer = cluster.spawn('newer', 2);
    await until(() => newer.has.includes(5));
    await publishRound(10);
    const { found, expected } = await cluster.settled();
    expect(found).toEqual(expected);
    expect(old.told.filter(({ kind, partition }) => kind === 'took' && partition === 5)).toHaveLength(1);
  });

  test('more events than fit in a message', async () => {
    const worker = cluster.spawn('worker');
    await cluster.publish(0, 'west', { events: 10_000 });
    await publishRound(3);
    const { found, expected } = await cluster.settled();
    expect(found).toEqual(expected);
    expect((await cluster.published(0)).length).toBeGreaterThan(3);
    await worker.end('SIGTERM');
  });
});
