import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { flowLine } from '@tunnelscope/detector/live/flow-line';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectNats } from '../nats/connect.ts';
import { init } from '../nats/init.ts';
import { DEFAULT_SETTINGS } from '../nats/settings.ts';
import { NO_SERVER, type NatsServer, startNatsServer } from '../nats-server.fixture.ts';
import { flowSubject, VERDICTS_STREAM, verdictsSubject } from '../subjects.ts';
import { ask } from './ask.ts';
import { LIVE, RecordedWorker } from './recorded-worker.fixture.ts';
import { Reader } from './reader.ts';
import type { ToldEvents } from './follow-verdicts.ts';
import type { ToldLine } from './told-lines.ts';

const until = async (condition: () => boolean | Promise<boolean>) => {
  while (!(await condition())) await sleep(50);
};

describe.skipIf(NO_SERVER !== null)('a reader of what workers tell', () => {
  let server: NatsServer;
  let connection: NatsConnection;
  const open: { close(): Promise<void> }[] = [];
  const partitions = async (number: number) => init(connection, { ...DEFAULT_SETTINGS, partitions: number, maxBytes: 2 ** 26 });
  const reader = async (begin: 'oldest' | 'now' = 'oldest') => {
    const made = await Reader.open({ connection: await connectNats({ nats: server.url }, 'reader'), name: server.url, begin });
    open.push(made);
    return made;
  };
  /** What is told, as it comes, like a history keeps it. */
  const follow = (from: Reader, kept: { lines: ToldLine[]; positions: Map<string, number>; told: ToldEvents[] } = { lines: [], positions: new Map(), told: [] }) => {
    const stop = new AbortController();
    const following = (async () => {
      for await (const told of from.events((log) => kept.positions.get(log) ?? null, stop.signal)) {
        kept.lines.push(...told.lines);
        kept.positions.set(told.log, told.position);
        kept.told.push(told);
      }
    })();
    return {
      kept,
      stop: () => {
        stop.abort();
        return following;
      },
    };
  };

  beforeEach(async () => {
    server = await startNatsServer();
    connection = await connectNats({ nats: server.url }, 'test');
  });
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
    await connection.close();
    await server.close();
  });

  test('events come in order, none missing and none twice, over readers that come and go and a server that is killed', async () => {
    await partitions(1);
    const worker = await RecordedWorker.start(connection, LIVE);
    const first = follow(await reader());
    await worker.judge(3);
    await until(() => first.kept.lines.length === worker.lines.length);
    await first.stop();
    await worker.judge(1);
    const second = follow(await reader(), first.kept);
    await until(() => first.kept.lines.length === worker.lines.length);
    await server.kill();
    await server.start();
    await worker.finish();
    await until(() => first.kept.lines.length >= worker.lines.length);
    await second.stop();
    expect(first.kept.lines).toEqual(worker.lines.map((line) => JSON.parse(JSON.stringify(line))));
    expect(first.kept.told.every(({ missed }) => missed === 0)).toBe(true);
  });

  test('what the stream has forgotten, and what is none of ours, is counted as missed', async () => {
    await partitions(1);
    const worker = await RecordedWorker.start(connection, LIVE);
    await worker.judge(4);
    const before = follow(await reader());
    await until(() => before.kept.lines.length === worker.lines.length);
    await before.stop();
    connection.publish(verdictsSubject(0), 'no events');
    connection.publish(verdictsSubject(0), '{"kind":"verdict"}');
    await connection.flush();
    const manager = await jetstreamManager(connection);
    const { state } = await manager.streams.info(VERDICTS_STREAM);
    await manager.streams.purge(VERDICTS_STREAM, { seq: state.last_seq });
    const again = follow(await reader(), before.kept);
    await until(() => again.kept.told.some(({ missed }) => missed === 2));
    await again.stop();
    expect(again.kept.lines).toHaveLength(worker.lines.length);
  });

  test('who begins now hears of nothing that was before', async () => {
    await partitions(1);
    const worker = await RecordedWorker.start(connection, LIVE);
    await worker.judge(3);
    const before = worker.lines.length;
    const from = await reader('now');
    const { kept, stop } = follow(from);
    await until(async () => (await (await jetstreamManager(connection)).consumers.list(VERDICTS_STREAM).next()).length > 0);
    await worker.finish();
    await until(() => kept.lines.length === worker.lines.length - before);
    await stop();
    expect(kept.lines.map(({ kind }) => kind)).toEqual(worker.lines.slice(before).map(({ kind }) => kind));
  });

  test('flows, one flow, traffic and counts are those of the detector', async () => {
    await partitions(1);
    const worker = await RecordedWorker.start(connection, LIVE);
    await worker.judge(4);
    const { detector } = worker;
    const from = await reader();
    const [listed] = await from.flows();
    expect(listed!.now).toBe(detector.now);
    expect(listed!.flows.map(({ bitsPerSecond: _rate, since: _since, ...line }) => line)).toEqual([...detector.flows.values()].map((flow) => {
      const { since: _since, ...line } = flowLine(flow, null, (address) => address);
      return line;
    }));
    const [heaviest] = listed!.flows.toSorted((x, y) => y.bytesDown - x.bytesDown);
    const { id } = heaviest!.flow;
    const about = (await from.about(id))!;
    expect(about).toMatchObject(heaviest!);
    expect(about.series.bytesDown.reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThan(0);
    const { now, flows } = await from.traffic(['000000000000', id], 30);
    expect(now).toBe(detector.now);
    expect(flows).toEqual([null, { bitsPerSecond: heaviest!.bitsPerSecond, bytesDown: heaviest!.bytesDown, probability: heaviest!.probability, bytes: about.series.bytesDown.slice(-30) }]);
    expect(await from.about('ffffffffffff')).toBeNull();
    const { packets, bytes, flows: met, windows } = detector.counts;
    expect(await from.counts()).toMatchObject([{ partition: 0, now: detector.now, packets, bytes, met, windows, followed: detector.flows.size }]);
    expect(await from.partitions()).toEqual([{ partition: 0, owner: 'w1', lag: 0, flows: detector.flows.size, lost: 0, snapshotAge: null }]);
  });

  test('a partition without a worker is said to be, and the others are shown', async () => {
    await partitions(2);
    const worker = await RecordedWorker.start(connection, LIVE, { partition: 1 });
    await worker.judge(2);
    const from = await reader();
    expect((await from.partitions()).map(({ partition, owner }) => [partition, owner])).toEqual([[0, null], [1, 'w1']]);
    expect((await from.counts()).map(({ partition }) => partition)).toEqual([1]);
    expect((await from.flows())[0]!.flows).toHaveLength(worker.detector.flows.size);
    await expect(from.about('000000000000')).rejects.toThrow('partition 0, which the flow belongs to, has no worker');
    expect(await from.traffic(['000000000000'], 10)).toEqual({ now: null, flows: [null] });
    await worker.close();
    expect((await (await reader()).partitions()).map(({ owner }) => owner)).toEqual([null, null]);
  });

  test('while the server is away that is said at once', async () => {
    await partitions(1);
    const from = await reader();
    await server.kill();
    await until(() => from.counts().then(() => false, () => true));
    await expect(from.flows()).rejects.toThrow('no connection to the NATS server');
    await server.start();
    await until(() => from.counts().then(() => true, () => false));
  });

  test('a question that is none is answered with what was expected', async () => {
    await partitions(1);
    await RecordedWorker.start(connection, LIVE);
    await expect(ask(connection, flowSubject(0), { ids: ['0'], seconds: 0 })).rejects.toThrow('found 0 seconds, expected 1 to 300');
    await expect(ask(connection, flowSubject(0), {})).rejects.toThrow('expected id, or ids of at most 200 flows');
  });

  test('a server that was not made ready is told of', async () => {
    await expect(reader()).rejects.toThrow('run tunnelscope nats init first');
  });
});
