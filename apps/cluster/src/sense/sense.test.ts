import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterEach, describe, expect, test } from 'vitest';
import { connectNats } from '../nats/connect.ts';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { loseAnswers } from './lost-answers.fixture.ts';
import { recordedSource, recordedSteps } from './recorded-tap.fixture.ts';
import { sense, type SenseOptions } from './sense.ts';
import { gaps, startTapServer, storedMessages, type TapServer } from './tap-server.fixture.ts';
import { traceOfMessages, traceOfSteps } from './trace.fixture.ts';

const NAME = 'pair_live4_hls_wg_p86.csv.gz';
const PARTITIONS = 3;

let tapServer: TapServer;
afterEach(() => tapServer?.close());

async function run(options: Partial<SenseOptions> & Pick<SenseOptions, 'source'>, tap = 'tap') {
  const connection = await connectNats({ nats: tapServer.server.url }, tap);
  try {
    return await sense({ connection, tap, spoolBytes: 1e6, others: [], signal: new AbortController().signal, tell: () => {}, ...options });
  } finally {
    await connection.close();
  }
}

/** All that is stored of a tap is what the capture is: nothing is missing, twice, or in another order. */
async function expectWhole(name: string, tap = 'tap'): Promise<void> {
  // The other connection may not have noticed yet that the server is back.
  const connection = await connectNats({ nats: tapServer.server.url }, 'reader');
  const stored = await storedMessages(await jetstreamManager(connection), tap, PARTITIONS);
  await connection.close();
  expect(stored.map((messages) => gaps(messages))).toEqual([[], [], []]);
  expect(stored.map(traceOfMessages)).toEqual(traceOfSteps(await recordedSteps(name), PARTITIONS));
}

describe.skipIf(NO_SERVER)('a capture', () => {
  test('arrives as it is, and the next time is another run', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const first = await run({ source: recordedSource(NAME, Infinity) });
    expect(first).toMatchObject({ resumed: false, packets: 20_997, flows: 1, duplicates: 0, droppedPackets: 0, unsentPackets: 0 });
    await expectWhole(NAME);
    const again = await run({ source: recordedSource(NAME, Infinity) });
    expect(again).toEqual({ ...first, run: first.run + 1 });
  });

  test('of which an earlier run at another speed did not end: that is told', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const stop = new AbortController();
    const first = run({ source: recordedSource(NAME, 10), signal: stop.signal });
    while ((await tapServer.manager.streams.info('TUNNELSCOPE_PACKETS')).state.messages < 8) await sleep(20);
    stop.abort();
    expect(await first).toMatchObject({ stopped: true });
    const told: string[] = [];
    expect(await run({ source: recordedSource(NAME, Infinity), tell: (message) => told.push(message) })).toMatchObject({ resumed: false, packets: 20_997 });
    expect(told).toEqual(['an earlier run of tap tap, of another capture or at another --speed, did not end: its packets count besides those of this one']);
  });

  test('in whole seconds arrives as it is', async () => {
    tapServer = await startTapServer(PARTITIONS);
    await run({ source: recordedSource('L_live10_wg.regular.csv.gz', Infinity) });
    await expectWhole('L_live10_wg.regular.csv.gz');
  });

  test('is whole after a tap was killed again and again', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const start = () => spawn(process.execPath, [new URL('sense-process.fixture.ts', import.meta.url).pathname, tapServer.server.url, 'tap', NAME, '10'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const progress: number[] = [];
    for (let round = 0; round < 20; round++) {
      const child = start();
      // Some die before they have begun, the others anywhere.
      await sleep(150 + 500 * Math.random());
      expect(child.exitCode).toBeNull();
      child.kill('SIGKILL');
      await once(child, 'exit');
      progress.push((await tapServer.manager.streams.info('TUNNELSCOPE_PACKETS')).state.messages);
    }
    expect(new Set(progress).size).toBeGreaterThan(3);
    const [last] = await once(start().stdout.setEncoding('utf8'), 'data');
    expect(JSON.parse(last as string)).toMatchObject({ packets: 20_997 });
    await expectWhole(NAME);
  });

  test('is whole after the server was killed again and again', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const told: string[] = [];
    const sensing = run({ source: recordedSource(NAME, 50), tell: (message) => told.push(message) });
    for (let round = 0; round < 4; round++) {
      await sleep(300 + 600 * Math.random());
      await tapServer.server.kill();
      await sleep(100);
      await tapServer.server.start();
    }
    expect(await sensing).toMatchObject({ packets: 20_997, droppedPackets: 0 });
    expect(told).toContain('packets are stored again');
    await expectWhole(NAME);
  });

  test.each([0, 1])('is stored once where answers of the server got lost, from the one after %d others on', async (from) => {
    tapServer = await startTapServer(PARTITIONS);
    const way = await loseAnswers(tapServer.server.url, 5, from);
    const connection = await connectNats({ nats: way.url }, 'tap');
    const summary = await sense({ connection, tap: 'tap', source: recordedSource(NAME, 100), spoolBytes: 1e6, others: [], signal: new AbortController().signal, tell: () => {} });
    await connection.close();
    await way.close();
    expect(way.lost()).toBe(5);
    expect(summary.resumed).toBe(false);
    // Whether this process is the tap is asked for anew each time, and no message of its own.
    expect(summary.duplicates).toBeGreaterThanOrEqual(from === 0 ? 0 : 5);
    await expectWhole(NAME);
  });

  test('waits for room in the stream, and drops nothing', async () => {
    tapServer = await startTapServer(PARTITIONS, 20_000);
    const told = Promise.withResolvers<string>();
    const sensing = run({ source: recordedSource(NAME, Infinity), spoolBytes: 5000, tell: told.resolve });
    expect(await told.promise).toBe('the stream TUNNELSCOPE_PACKETS is full: trying again');
    const { config } = await tapServer.manager.streams.info('TUNNELSCOPE_PACKETS');
    await tapServer.manager.streams.update(config.name, { ...config, max_bytes: -1 });
    expect(await sensing).toMatchObject({ packets: 20_997, droppedPackets: 0, duplicates: 0 });
    await expectWhole(NAME);
  });

  test('two taps wait for each other', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const told: string[] = [];
    const one = run({ source: recordedSource(NAME, Infinity), others: ['two'], tell: (message) => told.push(message) }, 'one');
    while (told.length === 0) await sleep(20);
    expect((await storedMessages(tapServer.manager, 'one', PARTITIONS)).map((messages) => messages.map(({ steps }) => steps))).toEqual([[[]], [[]], [[]]]);
    await run({ source: recordedSource(NAME, Infinity), others: ['one'] }, 'two');
    await one;
    expect(told).toEqual(['waiting for two']);
    await expectWhole(NAME, 'one');
    await expectWhole(NAME, 'two');
  });

  test('told to end stops where it is, and goes on the next time', async () => {
    tapServer = await startTapServer(PARTITIONS);
    expect(await run({ source: recordedSource(NAME, 20), signal: AbortSignal.timeout(700) })).toMatchObject({ unsentPackets: 0 });
    expect(await run({ source: recordedSource(NAME, 20), signal: AbortSignal.timeout(700) })).toMatchObject({ resumed: true });
    await run({ source: recordedSource(NAME, Infinity) });
    const stored = await storedMessages(tapServer.manager, 'tap', PARTITIONS);
    // Another speed cuts other messages: that is another run.
    expect(new Set(stored[0]!.map(({ header }) => header.run)).size).toBe(2);
  });

  test('told to end before it began ends all the same', async () => {
    tapServer = await startTapServer(PARTITIONS, 10);
    expect(await run({ source: recordedSource(NAME, Infinity), signal: AbortSignal.abort() })).toMatchObject({ stopped: true, packets: 0, unsentPackets: 0 });
  });

  test('that cannot be read again ends when told to', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const source = { ...recordedSource(NAME, Infinity), file: { fingerprint: null, speed: 20 } };
    const { packets, ...summary } = await run({ source, signal: AbortSignal.timeout(700) });
    expect(packets).toBeLessThan(20_997);
    expect(summary).toMatchObject({ stopped: false, unsentPackets: 0 });
    for (const messages of await storedMessages(tapServer.manager, 'tap', PARTITIONS)) expect(messages.at(-1)!.steps.at(-1)).toMatchObject({ kind: 'end' });
  });
});

test.skipIf(NO_SERVER)('a server that is not ready, or has something else there, is told of', async () => {
  tapServer = await startTapServer(PARTITIONS);
  await tapServer.manager.streams.delete('TUNNELSCOPE_PACKETS');
  await expect(run({ source: recordedSource(NAME, Infinity) })).rejects.toThrow(/no stream TUNNELSCOPE_PACKETS: run tunnelscope nats init first/);
});
