import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { featureNames } from '@tunnelscope/model/features/schema';
import { LIVENESS_PACKET } from '@tunnelscope/model/features/packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlowRecord } from './flow-record.ts';
import { type Packet, packetBatches, recordsOf, T0 } from './synthetic-capture.fixture.ts';
import type { TrackOptions } from './track.ts';
import { fixedWindows, VERDICT_WINDOWS } from './window-plan.ts';

const down = (seconds: number, size = 1000): Packet => [T0 + Math.round(1000 * seconds), size, 0];
const up = (seconds: number, size = 100): Packet => [T0 + Math.round(1000 * seconds), size, 1];
const cut = ({ windows }: FlowRecord) => windows.map(({ start, seconds, packets, bytesDown, bytesUp }) => ({ start, seconds, packets, bytesDown, bytesUp }));

describe.each(ENGINES)('%s', async (engine) => {
  const kernels = await loadKernels(engine);
  const only = async (packets: readonly Packet[], options: Partial<TrackOptions> = {}): Promise<FlowRecord> => {
    const [record, ...others] = await recordsOf(packetBatches(packets), kernels, options);
    expect(others).toEqual([]);
    return record!;
  };

  test('a packet and its answer are one flow, and the side that receives more is the client', async () => {
    const record = await only([up(0), down(0.1), down(0.2), up(12)]);
    expect(record).toMatchObject({ client: 'a', resolution: 'packet', start: T0, durationSeconds: 12, packets: 4, bytesDown: 2000, bytesUp: 200, latePackets: 0, seed: null });
  });

  test('windows start at the first packet; a packet at a boundary is in the later one; the partial last one is dropped', async () => {
    expect(cut(await only([up(0), down(9.999), down(10, 700), down(19.999, 800), down(20, 900), up(29.999)]))).toEqual([
      { start: 0, seconds: 10, packets: 2, bytesDown: 1000, bytesUp: 100 },
      { start: 10, seconds: 10, packets: 2, bytesDown: 1500, bytesUp: 0 },
    ]);
  });

  test('a window is complete once a packet stands at its end', async () => {
    expect((await only([up(0), down(9.999)])).windows).toHaveLength(0);
    expect((await only([up(0), down(10)])).windows).toHaveLength(1);
  });

  test('windows without packets are judged too', async () => {
    const { windows } = await only([up(0), down(1), down(35)]);
    expect(windows.map(({ start, packets }) => [start, packets])).toEqual([[0, 2], [10, 0], [20, 0]]);
    const empty = Object.fromEntries(featureNames(LIVENESS_PACKET).map((name, i) => [name, windows[1]!.liveness[i]]));
    expect(empty).toMatchObject({ silent_share: 1, idle_share: 1, longest_gap: 10, time_weighted_gap: 10, poll_evidence: 0 });
  });

  test('the whole flow decides on the client, even if the first 100 kB go the other way', async () => {
    const packets: Packet[] = [];
    for (let i = 0; i < 80; i++) packets.push(up(i / 10, 1400), down(i / 10 + 0.01, 60));
    for (let i = 0; i < 200; i++) packets.push(down(10 + i / 10, 1400));
    const record = await only(packets);
    expect(record).toMatchObject({ client: 'a', bytesDown: 200 * 1400 + 80 * 60, bytesUp: 80 * 1400 });
    expect(record.windows[0]).toMatchObject({ bytesDown: 80 * 60, bytesUp: 80 * 1400 });
    const rest = await only([...packets.slice(0, 160), up(10, 1400)]);
    expect(rest).toMatchObject({ client: 'b', bytesDown: 81 * 1400, bytesUp: 80 * 60 });
    expect(rest.windows[0]).toMatchObject({ bytesDown: 80 * 1400, bytesUp: 80 * 60 });
    // The same packets seen from the other end are other features.
    expect(rest.windows[0]!.liveness).not.toEqual(record.windows[0]!.liveness);
  });

  test('the client stands once a block ends after 10 MB, ten times as much one way as the other', async () => {
    const beginning = (fromServer: number, fromClient: number) => Array.from({ length: 400 }, (_, i) => [down(i / 100, fromServer), up(i / 100, fromClient)]).flat();
    const upload = Array.from({ length: 1000 }, (_, i) => up(13 + i / 100, 60_000));
    const settled = await only([...beginning(25_000, 2300), ...upload]);
    expect(settled).toMatchObject({ client: 'a', bytesDown: 10_000_000, bytesUp: 60_920_000 });
    expect(settled.windows.map(({ bytesDown }) => bytesDown)).toEqual([10_000_000, 0]);
    expect(await only([...beginning(25_000, 2300), ...upload], { clientOf: () => 'a' })).toEqual(settled);
    // Not ten times as much; less than 10 MB, the first packet of the upload included; and no block that ended meanwhile.
    expect(await only([...beginning(25_000, 2500), ...upload])).toMatchObject({ client: 'b' });
    expect(await only([...beginning(22_000, 1000), ...upload])).toMatchObject({ client: 'b' });
    expect(await only([...beginning(25_000, 2300), ...upload], { plan: fixedWindows(30) })).toMatchObject({ client: 'b' });
  });

  test('a named client wins over the traffic, and gives what that side would have seen', async () => {
    const packets = [up(0), down(0.5), down(3), up(4), down(10)];
    const swapped = packets.map(([time, size, fromA]): Packet => [time, size, fromA === 1 ? 0 : 1]);
    const named = await only(packets, { clientOf: () => 'b' });
    expect(named).toMatchObject({ client: 'b', bytesDown: 200, bytesUp: 3000 });
    const { windows } = await only(swapped, { clientOf: () => 'a' });
    expect(named.windows).toEqual(windows);
  });

  test('packets out of order by up to 2 s land in their window', async () => {
    const packets = [up(0), down(9), down(11.9), down(9.5, 500), up(8), down(21)];
    expect(await only(packets)).toMatchObject({ latePackets: 0 });
    expect(cut(await only(packets))).toEqual(cut(await only(packets.toSorted((a, b) => a[0] - b[0]))));
    expect((await only(packets)).windows[0]).toMatchObject({ packets: 4, bytesDown: 1500, bytesUp: 200 });
  });

  test('later ones are counted: in the totals, in no window', async () => {
    const record = await only([up(0), down(9), down(12), down(9.5, 500), down(21)]);
    expect(record).toMatchObject({ latePackets: 1, packets: 5, bytesDown: 3500 });
    expect(record.windows.map(({ packets }) => packets)).toEqual([2, 1]);
  });

  test('an unsorted first row moves the start back', async () => {
    const record = await only([down(0.4), up(0), down(0.2), down(10)]);
    expect(record).toMatchObject({ start: T0, durationSeconds: 10 });
    expect(record.windows).toHaveLength(1);
    expect(record.windows[0]).toMatchObject({ packets: 3 });
  });

  test('windows of a fraction of a second lose and double nothing', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 80 }),
      fc.constantFrom(0.1, 0.3, 0.7, 1.1),
      async (times, seconds) => {
        const packets = [0, ...times, 4000].toSorted((a, b) => a - b).map((ms): Packet => [T0 + ms, 1, 0]);
        const { windows } = await only(packets, { plan: fixedWindows(seconds) });
        const end = Math.round(windows.length * seconds * 1000);
        const expected = packets.filter(([time]) => time - T0 < end).length;
        expect(windows.reduce((sum, { packets: count }) => sum + count, 0)).toBe(expected);
        expect(windows.reduce((sum, { bytesDown }) => sum + bytesDown, 0)).toBe(expected);
      },
    ), { seed: 1, numRuns: 60, examples: [[Array.from({ length: 31 }, (_, i) => 100 * i), 0.1]] });
  });

  test('the plan of a verdict: 5 to 60 s from the start, then minutes', async () => {
    const packets = Array.from({ length: 187 }, (_, i) => down(i));
    expect(cut(await only(packets, { plan: VERDICT_WINDOWS })).map(({ start, seconds, packets: count }) => [start, seconds, count])).toEqual([
      ...[5, 10, 15, 20, 30, 45, 60].map((seconds) => [0, seconds, seconds]), [60, 60, 60], [120, 60, 60],
    ]);
    expect((await only(packets.slice(0, 45), { plan: VERDICT_WINDOWS })).windows.map(({ seconds }) => seconds)).toEqual([5, 10, 15, 20, 30]);
    // The packet at 30 s is what completes the window.
    expect((await only(packets.slice(0, 31), { plan: VERDICT_WINDOWS })).windows.map(({ seconds }) => seconds)).toEqual([5, 10, 15, 20, 30]);
    expect((await only(packets.slice(0, 30), { plan: VERDICT_WINDOWS })).windows.map(({ seconds }) => seconds)).toEqual([5, 10, 15, 20]);
  });

  test('the seed features come with every window and the flow when asked for, bins from the first downlink packet', async () => {
    const record = await only([up(0), ...Array.from({ length: 30 }, (_, i) => down(1 + i, 20_000)), up(40)], { seed: true });
    expect(record.seed).toMatchObject({ valid_packet_rate: 30 / 41, pct_zeros: 100 * 116 / 146 });
    expect(record.windows.map(({ seed }) => seed?.valid_packet_rate)).toEqual([9 / 10, 1, 1, 1]);
  });
});
