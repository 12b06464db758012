import { setTimeout as sleep } from 'node:timers/promises';
import type { CaptureBatch, Flow } from '@tunnelscope/capture/batch';
import { afterEach, describe, expect, test } from 'vitest';
import type { Message, MessageStep } from '../message/message.ts';
import { connectNats } from '../nats/connect.ts';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { packetsSubject, PACKETS_STREAM } from '../subjects.ts';
import { sense } from './sense.ts';
import { gaps, startTapServer, storedMessages, type TapServer } from './tap-server.fixture.ts';
import { traceOfMessages } from './trace.fixture.ts';

const PARTITIONS = 2;
const T0 = 1_700_000_000_000;
const FLOWS = 40;
const ROWS = 400;

let tapServer: TapServer;
afterEach(() => tapServer?.close());

const flowNumbered = (number: number): Flow => ({ number, protocol: 17, a: { address: `192.0.2.${number % 256}`, port: 1024 + number }, b: { address: '2001:db8::1', port: 443 } });

/** Packets of flows of which each batch ends one and begins another, as fast as a busy interface has them. */
async function* packets(batches: number): AsyncGenerator<CaptureBatch, void, undefined> {
  for (let i = 0; i < batches; i++) {
    const numbers = Array.from({ length: ROWS }, (_, row) => i + (row % FLOWS));
    yield {
      kind: 'packets', count: ROWS, flow: Uint32Array.from(numbers), nanoseconds: new Uint32Array(ROWS),
      time: Float64Array.from(numbers, (_, row) => T0 + 50 * i + row / 10).map(Math.floor), size: Uint16Array.from(numbers, (number, row) => 60 + ((number * 7919 + row * 104_729) % 1440)), fromA: Uint8Array.from(numbers, (_, row) => row % 2),
      newFlows: (i === 0 ? [...Array(FLOWS).keys()] : [i + FLOWS - 1]).map(flowNumbered), evictedFlows: [i], tunnels: [{ flow: i + FLOWS - 1, tunnel: 'wireguard' }],
    };
    await sleep(1);
  }
}

function run(source: AsyncIterable<CaptureBatch>, spoolBytes: number, tell: (message: string) => void, signal = new AbortController().signal, dropped: () => number | null = () => null) {
  return connectNats({ nats: tapServer.server.url }, 'tap').then(async (connection) => {
    try {
      return await sense({ connection, tap: 'tap', source: { packets: source, file: null, dropped }, spoolBytes, others: [], signal, tell });
    } finally {
      await connection.close();
    }
  });
}

const steps = (messages: readonly Message[]): MessageStep[] => messages.flatMap((message) => message.steps);
const packetsIn = (messages: readonly Message[]) => steps(messages).reduce((sum, step) => sum + (step.kind === 'packets' ? step.time.length : 0), 0);
const lostIn = (messages: readonly Message[]) => steps(messages).reduce((sum, step) => sum + (step.kind === 'lost' ? step.packets : 0), 0);

describe.skipIf(NO_SERVER)('packets that come as they happen', () => {
  test('arrive, and end with the source', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const summary = await run(packets(300), 64e6, () => {});
    expect(summary).toMatchObject({ packets: 300 * ROWS, flows: 300 + FLOWS - 1, droppedPackets: 0, unsentPackets: 0 });
    const stored = await storedMessages(tapServer.manager, 'tap', PARTITIONS);
    expect(stored.map((messages) => gaps(messages))).toEqual([[], []]);
    expect(packetsIn(stored.flat())).toBe(300 * ROWS);
    for (const messages of stored) {
      expect(traceOfMessages(messages).at(-1)).toMatch(/^end /);
      expect(messages[0]!.header.finite).toBe(false);
    }
  });

  test('what the system lost of them is told in the stream, to every partition its share', async () => {
    tapServer = await startTapServer(PARTITIONS);
    let lost = 0;
    async function* losing(): AsyncGenerator<CaptureBatch, void, undefined> {
      for await (const batch of packets(300)) {
        lost += 3;
        yield batch;
      }
    }
    const summary = await run(losing(), 64e6, () => {}, undefined, () => lost);
    expect(summary).toMatchObject({ packets: 300 * ROWS, droppedPackets: 0, droppedByKernel: 900 });
    const stored = await storedMessages(tapServer.manager, 'tap', PARTITIONS);
    expect(lostIn(stored.flat())).toBe(900);
    for (const messages of stored) expect(lostIn(messages)).toBeGreaterThanOrEqual(300);
    const last = T0 + 50 * 300 + ROWS;
    for (const step of steps(stored.flat())) if (step.kind === 'lost') expect([step.from >= T0, step.to <= last, step.from <= step.to]).toEqual([true, true, true]);
  });

  test('time passes where none come, and Ctrl-C ends the flows', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const stop = new AbortController();
    async function* rare(): AsyncGenerator<CaptureBatch, void, undefined> {
      yield* packets(1);
      await new Promise(() => {});
    }
    const running = run(rare(), 64e6, () => {}, stop.signal);
    const sweeps = async () => (await storedMessages(tapServer.manager, 'tap', PARTITIONS)).map((messages) => steps(messages).filter(({ kind }) => kind === 'sweep').length);
    while (Math.min(...(await sweeps())) < 3) await sleep(50);
    stop.abort();
    expect(await running).toMatchObject({ packets: ROWS, unsentPackets: 0 });
    for (const messages of await storedMessages(tapServer.manager, 'tap', PARTITIONS)) expect(steps(messages).at(-1)).toMatchObject({ kind: 'end' });
  });

  test('where the stream is full the oldest are dropped and told of, and every row still has its flow', async () => {
    tapServer = await startTapServer(PARTITIONS, 60_000);
    const full = Promise.withResolvers<string>();
    const again = Promise.withResolvers<void>();
    const running = run(packets(1500), 100_000, (message) => (/full/.test(message) ? full.resolve(message) : again.resolve()));
    expect(await full.promise).toBe(`the stream ${PACKETS_STREAM} is full: trying again`);
    await sleep(1500);
    // As a worker does: what it has taken is purged up to the last message.
    const before = await storedMessages(tapServer.manager, 'tap', PARTITIONS);
    for (let partition = 0; partition < PARTITIONS; partition++) await tapServer.manager.streams.purge(PACKETS_STREAM, { filter: packetsSubject(partition, 'tap') });
    const { config } = await tapServer.manager.streams.info(PACKETS_STREAM);
    await tapServer.manager.streams.update(config.name, { ...config, max_bytes: -1 });
    await again.promise;
    const summary = await running;
    const after = await storedMessages(tapServer.manager, 'tap', PARTITIONS);
    const all = before.map((messages, partition) => {
      const known = messages.at(-1)?.header.sequence ?? 0;
      return [...messages, ...after[partition]!.filter(({ header }) => header.sequence > known)];
    });
    expect(all.map((messages) => gaps(messages))).toEqual([[], []]);
    expect(summary.droppedPackets).toBeGreaterThan(0);
    expect(lostIn(all.flat())).toBe(summary.droppedPackets);
    expect(packetsIn(all.flat()) + summary.droppedPackets).toBe(1500 * ROWS);
    // It fails where a row, a label or an end is of a flow that was not named.
    for (const messages of all) expect(traceOfMessages(messages).at(-1)).toMatch(/^end /);
  });

  test('where the server stays away, it ends all the same, and counts what it could not send', async () => {
    tapServer = await startTapServer(PARTITIONS);
    const stop = new AbortController();
    const away = Promise.withResolvers<string>();
    const running = run(packets(100_000), 100_000, away.resolve, stop.signal);
    await sleep(500);
    await tapServer.server.kill();
    expect(await away.promise).toMatch(/trying again$/);
    stop.abort();
    const summary = await running;
    expect(summary.unsentPackets).toBeGreaterThan(0);
    await tapServer.server.start();
  });
});
