import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { TestCluster, until, type WorkerProcess } from './test-cluster.fixture.ts';

const PARTITIONS = 6;
const ROUNDS = 24;
/** Again with what failed: CHAOS_SEED=123 npx vitest run chaos */
const SEED = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

/** Park and Miller's generator: the same seed, the same course of events. */
function generator(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe.skipIf(NO_SERVER)('workers and a server that are killed at random', () => {
  let cluster: TestCluster;

  beforeEach(async () => {
    cluster = await TestCluster.start(PARTITIONS, 1000);
  });
  afterEach(() => cluster.close());

  test(`every event comes once (seed ${SEED})`, { timeout: 180_000 }, async () => {
    console.log(`CHAOS_SEED=${SEED}`);
    const below = generator(SEED);
    let count = 0;
    const start = () => cluster.spawn(`worker-${count++}`);
    const workers: WorkerProcess[] = [start(), start(), start()];
    let over = false;
    const taps = ['east', 'west'].map(async (tap) => {
      for (let i = 0; !over; i++) {
        await cluster.publish((i * 7) % PARTITIONS, tap, { packets: i % 5 });
        await sleep(2);
      }
    });
    for (let round = 0; round < ROUNDS; round++) {
      await sleep(below(600));
      const at = below(workers.length);
      const worker = workers[at]!;
      switch (below(8)) {
        case 0:
          await cluster.server.kill();
          await sleep(below(1500));
          await cluster.server.start();
          break;
        case 1:
          await worker.end('SIGTERM');
          workers[at] = start();
          break;
        case 2:
        case 3:
          worker.signal('SIGSTOP');
          await sleep(below(3000));
          worker.signal('SIGCONT');
          break;
        default:
          await worker.end('SIGKILL');
          workers[at] = start();
      }
    }
    over = true;
    await Promise.all(taps);
    const { found, expected } = await cluster.settled();
    expect(found).toEqual(expected);
    // Nothing comes afterwards either, from whoever woke up late.
    await until(() => workers.flatMap((worker) => worker.has).length === PARTITIONS);
    for (const worker of workers) {
      expect(worker.told.filter(({ kind }) => kind === 'given up')).toEqual([]);
      expect(await worker.end('SIGTERM')).toBe(0);
    }
    expect((await cluster.settled()).found).toEqual(expected);
  });
});
