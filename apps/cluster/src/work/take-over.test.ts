import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { DEFAULT_LIMITS } from './checkpoint.ts';
import { countingFunctions, encodeMessage } from './counting-function.fixture.ts';
import { openParts, type ServerParts } from './server-parts.ts';
import { takeOver } from './take-over.ts';
import { TestCluster } from './test-cluster.fixture.ts';

const message = new TextEncoder().encode(encodeMessage({ number: 0, packets: 7, events: 2 }));

describe.skipIf(NO_SERVER)('a partition whose last owner had other settings', () => {
  let cluster: TestCluster;
  let parts: ServerParts;
  beforeAll(async () => {
    cluster = await TestCluster.start(2);
    parts = await openParts(cluster.connection);
    for (let i = 0; i < 10; i++) await cluster.publish(0, 'west');
  });
  afterAll(() => cluster.close());

  let epoch = 0;
  const told: string[] = [];
  const take = (partition: number, settings: string) => takeOver({ parts, partition, owner: `one-${++epoch}`, settings, limits: DEFAULT_LIMITS, isOurs: () => true, tell: ({ reason }) => told.push(reason) });

  /** Stores a state; then events go out that are not in it. @returns how many */
  async function ownedWith(settings: string, partition: number, beyond: number): Promise<void> {
    const work = countingFunctions()(partition, null);
    const { checkpoint, publisher } = await take(partition, settings);
    await publisher.publish(work.take('west', message), 0);
    checkpoint.passed('west', 5, message.length);
    await checkpoint.store(work, 2);
    if (beyond > 0) await publisher.publish(work.take('west', message), 2);
  }

  test('is left to those that have them, if events must be made again; where there are none, it is taken, and said', async () => {
    await ownedWith('the old model', 0, 2);
    const declined = { name: 'SettingsError', message: 'found the new model, expected the old model, with which 2 events were made that must be made again' };
    await expect(take(0, 'the new model')).rejects.toMatchObject(declined);
    await expect(take(0, 'the new model')).rejects.toMatchObject(declined);
    expect(told).toEqual([]);
    expect((await take(0, 'the old model')).checkpoint.state).toMatchObject({ settings: 'the old model', events: 2 });
    expect((await take(0, 'the new model')).publisher.count).toBe(4);
    expect(told).toEqual([`${declined.message}: nobody has these settings, so some of these events may be missing or come twice`]);
  });

  test('is taken at once, if there are none', async () => {
    await ownedWith('the old model', 1, 0);
    expect((await take(1, 'the new model')).checkpoint.state).toMatchObject({ settings: 'the old model', events: 2 });
    expect(told).toHaveLength(1);
  });
});
