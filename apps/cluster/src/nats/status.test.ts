import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { TestCluster, until } from '../work/test-cluster.fixture.ts';
import { status } from './status.ts';

describe.skipIf(NO_SERVER)('status', () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await TestCluster.start(4);
  });
  afterAll(() => cluster.close());

  test('it tells who has what, and how far each partition is', async () => {
    for (let i = 0; i < 5; i++) await cluster.publish(1, i % 2 ? 'east' : 'west');
    const before = await status(cluster.connection);
    expect(before).toMatchObject({ workers: [], fixedWorkers: [], refused: 0 });
    expect(before.streams[0]).toMatchObject({ name: 'TUNNELSCOPE_PACKETS', messages: 5, limit: 2 ** 28 });
    expect(before.partitions[1]).toEqual({ partition: 1, owner: null, lag: 5, flows: 0, packets: 0, lostPackets: 0, snapshotAge: null });
    const worker = cluster.spawn('worker');
    await until(() => worker.has.length === 4);
    await cluster.publish(2, 'west', {}, 'nonsense');
    await until(async () => (await status(cluster.connection)).partitions.every(({ lag }) => lag === 0));
    const during = await status(cluster.connection);
    expect(during).toMatchObject({ workers: ['worker'], refused: 1 });
    expect(during.partitions[1]).toMatchObject({ owner: 'worker', lag: 0, flows: 1, packets: 50, lostPackets: 0, snapshotAge: expect.any(Number) });
    await worker.end('SIGTERM');
    expect((await status(cluster.connection)).partitions.map(({ owner }) => owner)).toEqual([null, null, null, null]);
  });
});
