import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { VERDICTS_STREAM, verdictsSubject } from '../subjects.ts';
import { countingFunctions, encodeMessage } from './counting-function.fixture.ts';
import { TestCluster } from './test-cluster.fixture.ts';
import { type Publication, VerdictPublisher } from './verdict-publisher.ts';

const lines = countingFunctions()(0, null).take('west', new TextEncoder().encode(encodeMessage({ number: 0, packets: 1, events: 10 })));
const text = lines.map((line) => JSON.stringify(line));

describe.skipIf(NO_SERVER)('publisher of verdicts', () => {
  let cluster: TestCluster;
  let publication: (partition: number, owner: string) => Publication;

  beforeAll(async () => {
    cluster = await TestCluster.start(8);
    const parts = { client: jetstream(cluster.connection), manager: await jetstreamManager(cluster.connection) };
    publication = (partition, owner) => ({ ...parts, partition, owner, mayPublish: () => true });
  });
  afterAll(() => cluster.close());
  const out = async (partition: number) => (await cluster.published(partition)).flatMap((message) => message.lines);

  test('the next owner goes on where the one before ended, though nobody remembers identifiers', async () => {
    const first = await VerdictPublisher.takeOver(publication(0, 'one-1'), 0);
    await first.publish(lines.slice(0, 2), 0);
    await first.publish(lines.slice(2, 5), 2);
    // The server remembers identifiers for a tenth of a second in these tests.
    await sleep(300);
    const second = await VerdictPublisher.takeOver(publication(0, 'two-2'), 0);
    expect(second.count).toBe(5);
    // It replays from the beginning, in other pieces.
    await second.publish(lines.slice(0, 4), 0);
    await second.publish(lines.slice(4, 8), 4);
    await second.publish(lines.slice(8), 8);
    expect(await out(0)).toEqual(text);
  });

  test('a stale owner is refused from the moment of the takeover', async () => {
    const stale = await VerdictPublisher.takeOver(publication(1, 'stale-1'), 0);
    await stale.publish(lines.slice(0, 1), 0);
    const fresh = await VerdictPublisher.takeOver(publication(1, 'fresh-2'), 0);
    await expect(stale.publish(lines.slice(1, 2), 1)).rejects.toMatchObject({ name: 'OwnershipError', message: 'partition 1: fresh-2 has published since stale-1 did' });
    await fresh.publish(lines.slice(1, 3), 1);
    // The very event that the fresh one has published: its identifier is known, and it is refused all the same.
    await expect(stale.publish(lines.slice(1, 3), 1)).rejects.toMatchObject({ name: 'OwnershipError' });
    await fresh.publish(lines.slice(3), 3);
    expect(await out(1)).toEqual(text);
  });

  test('without a lease nothing is sent', async () => {
    let valid = true;
    const publisher = await VerdictPublisher.takeOver({ ...publication(2, 'one-1'), mayPublish: () => valid }, 0);
    valid = false;
    await expect(publisher.publish(lines, 0)).rejects.toMatchObject({ message: 'partition 2: the lease of one-1 is over' });
    expect(await out(2)).toEqual([]);
  });

  test('it waits for a server that is away, and goes on', async () => {
    const publisher = await VerdictPublisher.takeOver(publication(3, 'one-1'), 0);
    await cluster.server.kill();
    const publishing = publisher.publish(lines, 0);
    await cluster.server.start();
    await publishing;
    expect(await out(3)).toEqual(text);
  });

  test('messages that the stream has forgotten do not stop it', async () => {
    const publisher = await VerdictPublisher.takeOver(publication(4, 'one-1'), 0);
    await publisher.publish(lines.slice(0, 5), 0);
    const manager = await jetstreamManager(cluster.connection);
    await manager.streams.purge(VERDICTS_STREAM, { filter: verdictsSubject(4) });
    await publisher.publish(lines.slice(5), 5);
    expect(await out(4)).toEqual(text.slice(5));
    await manager.streams.purge(VERDICTS_STREAM, { filter: verdictsSubject(4) });
    // The pointer knows how many were out at least.
    const next = await VerdictPublisher.takeOver(publication(4, 'two-2'), 7);
    await next.publish(lines, 0);
    expect(await out(4)).toEqual(text.slice(7));
  });
});
