import { jetstreamManager } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { PACKETS_STREAM, partitionSubjects } from '../subjects.ts';
import { Checkpoint, DEFAULT_LIMITS } from './checkpoint.ts';
import { countingFunctions, encodeMessage } from './counting-function.fixture.ts';
import { openParts, type ServerParts } from './server-parts.ts';
import { TestCluster } from './test-cluster.fixture.ts';

const message = new TextEncoder().encode(encodeMessage({ number: 0, packets: 7 }));

describe.skipIf(NO_SERVER)('checkpoints', () => {
  let cluster: TestCluster;
  let parts: ServerParts;

  beforeAll(async () => {
    cluster = await TestCluster.start(4);
    parts = await openParts(cluster.connection);
  });
  afterAll(() => cluster.close());
  const takeOver = (partition: number, owner: string, stream = 'now', last = 1e6) => Checkpoint.takeOver({ parts, partition, owner, limits: DEFAULT_LIMITS, basis: { stream, settings: 'of tests' }, last });

  test('a snapshot of several messages comes back, and takes the place of the one before', async () => {
    const work = countingFunctions()(0, null);
    const first = await takeOver(0, 'one-1');
    expect(first.state).toMatchObject({ object: null, sequence: 0, events: 0 });
    for (const sequence of [3, 8]) {
      work.take('west', message);
      first.passed('west', sequence, message.length);
      await first.store(work, sequence);
    }
    const second = await takeOver(0, 'two-2');
    expect(second.state).toMatchObject({ object: 'p0-8-one-1', sequence: 8, events: 8, packets: 14, owner: 'two-2', bytes: 600_000 });
    expect(await parts.snapshots.list('p0-')).toEqual(['p0-8-one-1']);
    const restored = countingFunctions()(0, await parts.snapshots.get('p0-8-one-1'));
    expect(restored.snapshot()).toEqual(work.snapshot());
    await expect(parts.snapshots.get('p0-3-one-1')).rejects.toThrow('found no such object');
  });

  test('a stale owner can neither move the pointer nor purge, and leaves nothing behind', async () => {
    for (let i = 0; i < 5; i++) await cluster.publish(1, 'west');
    const manager = await jetstreamManager(cluster.connection);
    const messages = async () => Object.values((await manager.streams.info(PACKETS_STREAM, { subjects_filter: partitionSubjects(1) })).state.subjects ?? {})[0];
    const work = countingFunctions()(1, null);
    const stale = await takeOver(1, 'stale-1');
    work.take('west', message);
    stale.passed('west', 1000, message.length);
    const fresh = await takeOver(1, 'fresh-2');
    await expect(stale.store(work, 1)).rejects.toMatchObject({ name: 'OwnershipError', message: 'partition 1: somebody else has stored its state since stale-1 did' });
    await parts.purger.finish();
    expect(await messages()).toBe(5);
    expect(await parts.snapshots.list('p1-')).toEqual([]);
    fresh.passed('west', 1000, message.length);
    await fresh.store(work, 1);
    expect((await parts.pointers.read(1))!.state).toMatchObject({ owner: 'fresh-2', sequence: 1000 });
  });

  test('what a dead owner left is swept away', async () => {
    await parts.snapshots.put('p2-5-dead-1', message);
    await parts.snapshots.put('p21-5-other-1', message);
    await takeOver(2, 'one-2');
    expect(await parts.snapshots.list('p2')).toEqual(['p21-5-other-1']);
    // Not even a note that there was something.
    const { state } = await parts.manager.streams.info('OBJ_tunnelscope-snapshots', { subjects_filter: '$O.tunnelscope-snapshots.>' });
    const others = Object.keys(state.subjects!).length;
    await parts.snapshots.remove('p21-5-other-1');
    expect(Object.keys((await parts.manager.streams.info('OBJ_tunnelscope-snapshots', { subjects_filter: '$O.tunnelscope-snapshots.>' })).state.subjects ?? {})).toHaveLength(others - 2);
  });

  test('each tap keeps its last message', async () => {
    for (let i = 0; i < 6; i++) await cluster.publish(3, i % 2 ? 'west' : 'east');
    const { state } = await parts.manager.streams.info(PACKETS_STREAM);
    const work = countingFunctions()(3, null);
    const checkpoint = await takeOver(3, 'one-1');
    checkpoint.passed('east', state.last_seq - 1, 10);
    checkpoint.passed('west', state.last_seq, 10);
    await checkpoint.store(work, 0);
    await parts.purger.finish();
    const after = await parts.manager.streams.info(PACKETS_STREAM, { subjects_filter: partitionSubjects(3) });
    expect(after.state.subjects).toEqual({ 'tunnelscope.packets.3.east': 1, 'tunnelscope.packets.3.west': 1 });
  });

  test('a pointer that was moved though nobody heard so keeps its snapshot, and goes on from there', async () => {
    const work = countingFunctions()(2, null);
    const { pointers } = parts;
    let lost = 0;
    const lossy = {
      read: (partition: number) => pointers.read(partition),
      move: async (...given: Parameters<typeof pointers.move>) => {
        const revision = await pointers.move(...given);
        if (given[1].object !== null && lost++ === 0) throw Object.assign(new Error('timeout'), { name: 'TimeoutError' });
        return revision;
      },
    };
    const checkpoint = await Checkpoint.takeOver({ parts: { ...parts, pointers: lossy as typeof pointers }, partition: 2, owner: 'one-9', limits: DEFAULT_LIMITS, basis: { stream: 'now', settings: 'of tests' }, last: 100 });
    work.take('west', message);
    checkpoint.passed('west', 5, message.length);
    await expect(checkpoint.store(work, 1)).rejects.toThrow('timeout');
    await checkpoint.store(work, 1);
    expect((await pointers.read(2))!.state).toMatchObject({ object: 'p2-5-one-9', sequence: 5 });
    expect(await parts.snapshots.list('p2-')).toEqual(['p2-5-one-9']);
    // One that was stored before the answer to the next got lost goes.
    lost = 0;
    work.take('west', message);
    checkpoint.passed('west', 6, message.length);
    await expect(checkpoint.store(work, 2)).rejects.toThrow('timeout');
    checkpoint.passed('west', 7, message.length);
    await checkpoint.store(work, 2);
    expect((await pointers.read(2))!.state).toMatchObject({ object: 'p2-7-one-9', sequence: 7 });
    expect(await parts.snapshots.list('p2-')).toContain('p2-7-one-9');
    expect((await takeOver(2, 'two-10')).state.object).toBe('p2-7-one-9');
    expect(await parts.snapshots.list('p2-')).toEqual(['p2-7-one-9']);
  });

  test('sequences of a stream that was made anew, or has lost its end, are begun anew', async () => {
    const work = countingFunctions()(3, null);
    const before = await takeOver(3, 'one-20', 'yesterday');
    work.take('west', message);
    before.passed('west', 700, message.length);
    await before.store(work, 1);
    expect((await takeOver(3, 'two-21', 'yesterday', 800)).begins).toBe(700);
    expect((await takeOver(3, 'two-22', 'yesterday', 650)).begins).toBe(650);
    expect((await takeOver(3, 'two-23', 'today', 800)).begins).toBe(0);
  });

  test('pieces of a snapshot whose writer died are removed, those of whole ones stay', async () => {
    const { client, snapshots, manager } = parts;
    await client.publish('$O.tunnelscope-snapshots.C.DEAD', 'a piece');
    await snapshots.put('p9-1-one-1', message);
    await snapshots.removePieces();
    const pieces = async () => Object.keys((await manager.streams.info('OBJ_tunnelscope-snapshots', { subjects_filter: '$O.tunnelscope-snapshots.C.>' })).state.subjects ?? {});
    expect(await pieces()).toContain('$O.tunnelscope-snapshots.C.DEAD');
    const whole = (await pieces()).length - 1;
    await snapshots.removePieces(-1);
    expect(await pieces()).not.toContain('$O.tunnelscope-snapshots.C.DEAD');
    expect(await pieces()).toHaveLength(whole);
  });

  test('a snapshot that stops coming is one that may come when asked again', { timeout: 30_000 }, async () => {
    const { snapshots, manager } = parts;
    await snapshots.put('p8-1-one-1', message);
    await manager.streams.purge('OBJ_tunnelscope-snapshots', { filter: '$O.tunnelscope-snapshots.C.>' });
    await expect(snapshots.get('p8-1-one-1')).rejects.toMatchObject({ name: 'TimeoutError', message: expect.stringMatching(/^snapshot p8-1-one-1: found 0 of its \d+ bytes, and no more in 10 s$/) });
  });
});
