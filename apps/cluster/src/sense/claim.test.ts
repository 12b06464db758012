import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Message } from '../message/message.ts';
import { connectNats } from '../nats/connect.ts';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { recordedSource, recordedSteps } from './recorded-tap.fixture.ts';
import { sense, type SenseSummary } from './sense.ts';
import { gaps, startTapServer, storedMessages, type TapServer } from './tap-server.fixture.ts';
import { traceOfMessages, traceOfSteps } from './trace.fixture.ts';

const NAME = 'pair_live4_hls_wg_p86.csv.gz';
const PARTITIONS = 3;
const OVERTAKEN = 'another process sends as tap tap, which began later: each tap needs a name of its own';

let tapServer: TapServer;
afterEach(() => tapServer?.close());

/** A process of the same tap. @param fingerprint of what it reads: as with packets that come as they happen, one differs from the other */
async function run(speed: number, fingerprint: number): Promise<SenseSummary> {
  const connection = await connectNats({ nats: tapServer.server.url }, 'tap');
  const recorded = recordedSource(NAME, speed);
  const source = { ...recorded, file: { ...recorded.file!, fingerprint: new Uint8Array(8).fill(fingerprint) } };
  try {
    return await sense({ connection, tap: 'tap', source, spoolBytes: 1e6, others: [], signal: new AbortController().signal, tell: () => {} });
  } finally {
    await connection.close();
  }
}

async function begun(): Promise<void> {
  while ((await tapServer.manager.streams.info('TUNNELSCOPE_PACKETS')).state.messages < 10) await sleep(20);
}

/** What is stored of a run, by partition, without gaps. */
async function storedOf(run: number): Promise<Message[][]> {
  const stored = (await storedMessages(tapServer.manager, 'tap', PARTITIONS)).map((messages) => messages.filter(({ header }) => header.run === run));
  expect(stored.map((messages) => gaps(messages))).toEqual([[], [], []]);
  return stored;
}

async function expectWhole(run: number): Promise<void> {
  expect((await storedOf(run)).map(traceOfMessages)).toEqual(traceOfSteps(await recordedSteps(NAME), PARTITIONS));
}

const packetsIn = (messages: readonly Message[]) => messages.flatMap(({ steps }) => steps).reduce((sum, step) => sum + (step.kind === 'packets' ? step.time.length : 0), 0);

describe.skipIf(NO_SERVER)('of several processes with the name of one tap', () => {
  test('the one that began last sends all, and the one before ends and counts what it has not sent', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const first = run(10, 1);
    await begun();
    const second = await run(100, 2);
    expect(second).toMatchObject({ fault: null, resumed: false, packets: 20_997, droppedPackets: 0, unsentPackets: 0 });
    await expectWhole(second.run);
    const ended = await first;
    expect(ended).toMatchObject({ fault: { name: 'NatsError', message: OVERTAKEN }, droppedPackets: 0 });
    expect(ended.run).toBeLessThan(second.run);
    expect(ended.packets).toBeLessThan(20_997);
    expect(packetsIn((await storedOf(ended.run)).flat())).toBe(ended.packets - ended.unsentPackets);
  });

  test('that begin at the same time, one sends all', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const all = await Promise.all([1, 2, 3, 4].map((fingerprint) => run(50, fingerprint)));
    const whole = all.filter(({ fault }) => fault === null);
    expect(whole).toHaveLength(1);
    await expectWhole(whole[0]!.run);
    expect(new Set(all.map((each) => each.run)).size).toBe(4);
    for (const { run: other, packets, unsentPackets } of all) expect(packetsIn((await storedOf(other)).flat())).toBe(packets - unsentPackets);
  });

  test('that send the same file, the one that began last goes on with it, and the one before ends', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const start = () => spawn(process.execPath, [new URL('sense-process.fixture.ts', import.meta.url).pathname, tapServer.server.url, 'tap', NAME, '20'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const summaryOf = async ({ stdout }: ReturnType<typeof start>): Promise<SenseSummary> => JSON.parse((await once(stdout.setEncoding('utf8'), 'data'))[0] as string);
    const first = summaryOf(start());
    await begun();
    const second = await summaryOf(start());
    expect(second).toMatchObject({ fault: null, resumed: true, packets: 20_997, unsentPackets: 0 });
    expect(await first).toMatchObject({ run: second.run, fault: { name: 'NatsError' } });
    await expectWhole(second.run);
  });
});

test.skipIf(NO_SERVER)('of processes that began while there was no room, none loses packets without a word', async () => {
  tapServer = await startTapServer(PARTITIONS, 10);
  const all = [1, 2].map((fingerprint) => run(50, fingerprint));
  await sleep(500);
  const { config } = await tapServer.manager.streams.info('TUNNELSCOPE_PACKETS');
  await tapServer.manager.streams.update(config.name, { ...config, max_bytes: -1 });
  const summaries = await Promise.all(all);
  expect(summaries.filter(({ fault }) => fault !== null).length).toBeGreaterThan(0);
  // A partition takes a number of a run once.
  const stored = (await storedMessages(tapServer.manager, 'tap', PARTITIONS)).flatMap((messages) => [...new Map(messages.map((message) => [`${message.header.run}.${message.header.sequence}`, message])).values()]);
  expect(packetsIn(stored)).toBe(summaries.reduce((sum, { packets, unsentPackets }) => sum + packets - unsentPackets, 0));
});

test.skipIf(NO_SERVER)('a stream without room keeps no tap from capturing', async () => {
  tapServer = await startTapServer(PARTITIONS, 10);
  const connection = await connectNats({ nats: tapServer.server.url }, 'tap');
  const stop = new AbortController();
  const full = Promise.withResolvers<string>();
  async function* packets() {
    yield* recordedSource(NAME, Infinity).packets;
    expect(await full.promise).toMatch(/is full/);
    stop.abort();
  }
  const summary = await sense({ connection, tap: 'tap', source: { packets: packets(), file: null, dropped: () => null }, spoolBytes: 1e6, others: [], signal: stop.signal, tell: full.resolve });
  await connection.close();
  expect(summary).toMatchObject({ fault: null, packets: 20_997, messages: 0, droppedPackets: 0, unsentPackets: 20_997 });
});
