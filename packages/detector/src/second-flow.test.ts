import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import { type Packet, packetBatches, recordsOf, type Row, secondBatch, T0 } from './synthetic-capture.fixture.ts';
import { VERDICT_WINDOWS } from './window-plan.ts';

const SECOND = 1_600_000_000_000;
/** A kilobyte down every second but each fourth, and an answer. */
const steady = (count: number): Row[] =>
  Array.from({ length: count }, (_, i): Row => [SECOND + 1000 * i, 50, i % 4 === 3 ? 0 : 1000, 1, i % 4 === 3 ? 0 : 2]).filter(([, , bytes]) => bytes > 0);

describe.each(ENGINES)('%s', async (engine) => {
  const kernels = await loadKernels(engine);

  test('covers the seconds from the first row to the last, with zeros where there is none', async () => {
    const [record] = await recordsOf([secondBatch(steady(47))], kernels);
    expect(record).toMatchObject({ client: 'a', resolution: 'second', start: SECOND, durationSeconds: 47, packets: 3 * 36, bytesDown: 36_000, bytesUp: 36 * 50, latePackets: 0 });
    expect(record!.windows.map(({ start, seconds, packets, bytesDown }) => [start, seconds, packets, bytesDown])).toEqual([
      [0, 10, 24, 8000], [10, 10, 21, 7000], [20, 10, 24, 8000], [30, 10, 21, 7000],
    ]);
  });

  test('a window is complete with its last second', async () => {
    expect((await recordsOf([secondBatch(steady(39))], kernels))[0]!.windows).toHaveLength(3);
    // The fortieth second of these is empty, the forty-first is not.
    expect((await recordsOf([secondBatch([...steady(39), [SECOND + 39_000, 1, 1, 1, 1]])], kernels))[0]!.windows).toHaveLength(4);
  });

  test('rows out of order, and the same second twice, add up', async () => {
    const rows = steady(30);
    const halves = rows.flatMap(([time, up, bytes, packetsUp]): Row[] => [[time, up, bytes - 1, packetsUp, 1], [time, 0, 1, 0, 1]]);
    const [record] = await recordsOf([secondBatch(rows)], kernels);
    const [shuffled] = await recordsOf([secondBatch(halves.toReversed())], kernels);
    expect(shuffled).toEqual(record);
  });

  test('packets reduced to seconds are as the rows of those seconds, aligned to epoch seconds', async () => {
    const packets: Packet[] = Array.from({ length: 400 }, (_, i) => [T0 + 57 * i, 100 + i, i % 3 === 0 ? 1 : 0]);
    const rows = new Map<number, [number, number, number, number, number]>();
    for (const [time, size, fromA] of packets) {
      const second = Math.floor(time / 1000) * 1000;
      const row = rows.get(second) ?? [second, 0, 0, 0, 0];
      row[fromA ? 1 : 2] += size;
      row[fromA ? 3 : 4]++;
      rows.set(second, row);
    }
    const options = { seed: true };
    const reduced = await recordsOf(packetBatches(packets), kernels, { ...options, resolution: 'second' });
    expect(reduced).toEqual(await recordsOf([secondBatch([...rows.values()])], kernels, options));
    expect(reduced[0]!.windows).toHaveLength(2);
  });

  test('the plan of a verdict', async () => {
    const [record] = await recordsOf([secondBatch(steady(150))], kernels, { plan: VERDICT_WINDOWS });
    expect(record!.windows.map(({ start, seconds }) => [start, seconds])).toEqual([...[5, 10, 15, 20, 30, 45, 60].map((seconds) => [0, seconds]), [60, 60]]);
  });

  test('a named client wins over the traffic', async () => {
    const [record] = await recordsOf([secondBatch(steady(20))], kernels, { clientOf: () => 'b' });
    expect(record).toMatchObject({ client: 'b', bytesDown: 15 * 50, bytesUp: 15_000 });
  });

  test('has the seed features of seconds, not those of bins', async () => {
    const [record] = await recordsOf([secondBatch(steady(40))], kernels, { seed: true });
    expect(record!.seed).toMatchObject({ valid_packet_rate: 30 / 39, pct_zeros: null, max_prom_norm: null });
    expect(record!.windows[0]!.seed).toMatchObject({ valid_packet_rate: 8 / 10 });
  });
});
