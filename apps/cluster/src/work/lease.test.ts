import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { heldKeys, Lease, type LeaseBucket, openLeases } from './lease.ts';
import { TestCluster, until } from './test-cluster.fixture.ts';

describe.skipIf(NO_SERVER)('leases', () => {
  let cluster: TestCluster;
  let bucket: LeaseBucket;

  beforeAll(async () => {
    cluster = await TestCluster.start(4);
    bucket = await openLeases(cluster.connection);
  });
  afterAll(() => cluster.close());

  test('one has it, for as long as it renews, and then gives it away', async () => {
    const lease = (await Lease.take(bucket, 'p.1', 'one'))!;
    expect(await Lease.take(bucket, 'p.1', 'two')).toBeNull();
    await sleep(2 * bucket.time);
    expect(lease.valid).toBe(true);
    expect(await heldKeys(bucket)).toEqual(new Set(['p.1']));
    expect(await Lease.take(bucket, 'p.1', 'two')).toBeNull();
    await lease.release();
    expect(lease.valid).toBe(false);
    const next = (await Lease.take(bucket, 'p.1', 'two'))!;
    expect(next.epoch).toBeGreaterThan(lease.epoch);
    await next.release();
  });

  test('one whose key was taken away notices, and does not free the key of the next one', async () => {
    const lease = (await Lease.take(bucket, 'p.2', 'one'))!;
    await bucket.manager.streams.purge('KV_tunnelscope-leases', { filter: '$KV.tunnelscope-leases.p.2' });
    const next = (await Lease.take(bucket, 'p.2', 'two'))!;
    await until(() => lease.ended.aborted);
    expect(lease.valid).toBe(false);
    expect(lease.ended.reason).toBe('the key is gone, or somebody else has taken it');
    await lease.release();
    expect(await heldKeys(bucket)).toEqual(new Set(['p.2']));
    await next.release();
  });

  test('without a server it ends by itself', async () => {
    const lease = (await Lease.take(bucket, 'p.3', 'one'))!;
    await cluster.server.kill();
    await until(() => lease.ended.aborted);
    expect(lease.ended.reason).toBe('not renewed in time');
    await cluster.server.start();
    await lease.release();
  });
});
