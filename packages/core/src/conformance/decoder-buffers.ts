import { expect, test } from 'vitest';
import { FORMAT_PCAP, REPORT_PACKETS, REPORT_POSITION, REPORT_ROWS, REPORTS, SETTINGS, STOP_COLUMNS_FULL, STOP_NEEDS_BYTES } from '../decoding/codes.ts';
import type { Kernels } from '../kernels.ts';
import { ethernet, ipv4, pcapRecords, udp } from './build-packets.ts';
import { decodeAll, pcapSetup } from './decode-all.ts';

const packet = (port: number) => ({ data: ethernet(ipv4({ payload: udp(port, 443) })) });
const packets = (count: number, from = 1) => pcapRecords(Array.from({ length: count }, (_, i) => packet(from + i)));

/** Input, columns and what becomes of them between calls. */
export function buffersConform(kernels: () => Kernels): void {
  const open = (inputBytes = 0, rows = 32, flows = 100) => kernels().openDecoder({ rows, flows, inputBytes });

  test('views have the lengths asked for, and settings and report begin with zeros', async () => {
    const { views } = await open(1000, 40);
    expect([views.input, views.time, views.nanoseconds, views.size, views.flow, views.fromA, views.bytesFromA].map((view) => view.length)).toEqual([1000, 40, 40, 40, 40, 40, 40]);
    expect([...views.settings, ...views.report]).toEqual(new Array<number>(SETTINGS + REPORTS).fill(0));
  });

  test('reserve keeps what is in the input, and never makes it shorter', async () => {
    const decoder = await open(5);
    decoder.views.input.set([1, 2, 3, 4, 5]);
    decoder.reserve(3_000_000);
    expect([...decoder.views.input.subarray(0, 6)]).toEqual([1, 2, 3, 4, 5, 0]);
    expect(decoder.views.input.length).toBe(3_000_000);
    decoder.reserve(10);
    expect(decoder.views.input.length).toBe(3_000_000);
  });

  test('widen makes columns longer and keeps input, settings and flows', async () => {
    const decoder = await open(10_000);
    expect(decodeAll(decoder, packets(10)).packets.length).toBe(10);
    const again = packets(100);
    decoder.views.input.set(again);
    decoder.widen(100_000);
    expect(decoder.views.time.length).toBe(100_000);
    expect(decoder.decode(FORMAT_PCAP, 0, again.length)).toBe(STOP_NEEDS_BYTES);
    const { report, flow } = decoder.views;
    expect([report[REPORT_ROWS], report[REPORT_PACKETS]]).toEqual([100, 110]);
    expect([...flow.subarray(0, 100)]).toEqual([...Array(100).keys()]);
    decoder.widen(5);
    expect(decoder.views.time.length).toBe(100_000);
  });

  test('full columns stop it where the next packet begins; then they start anew', async () => {
    const decoder = await open();
    const bytes = packets(20);
    const record = bytes.length / 20;
    decoder.reserve(bytes.length);
    decoder.views.input.set(bytes);
    for (const [place, value] of Object.entries(pcapSetup().settings)) decoder.views.settings[Number(place)] = value;
    decoder.views.interfaces.set(pcapSetup().interfaces![0]!);
    expect(decoder.decode(FORMAT_PCAP, 0, bytes.length)).toBe(STOP_COLUMNS_FULL);
    const first = decoder.views.report[REPORT_ROWS]!;
    // The longest packet takes 17 rows of 32.
    expect([first, decoder.views.report[REPORT_POSITION]]).toEqual([16, 16 * record]);
    expect(decoder.decode(FORMAT_PCAP, first * record, bytes.length)).toBe(STOP_NEEDS_BYTES);
    expect([decoder.views.report[REPORT_ROWS], decoder.views.flow[0]]).toEqual([4, 16]);
  });

  test('columns are added to while bytes are missing, until they are taken', async () => {
    const decoder = await open();
    const { report } = decoder.views;
    expect(decodeAll(decoder, packets(2)).packets.length).toBe(2);
    expect(report[REPORT_ROWS]).toBe(0);
    decoder.views.input.set(packets(1));
    for (const rows of [1, 2, 3]) {
      decoder.decode(FORMAT_PCAP, 0, packets(1).length);
      expect(report[REPORT_ROWS]).toBe(rows);
    }
    decoder.take();
    expect(report[REPORT_ROWS]).toBe(0);
    decoder.decode(FORMAT_PCAP, 0, packets(1).length);
    expect(report[REPORT_ROWS]).toBe(1);
  });

  test('reset forgets flows, counts and settings', async () => {
    const decoder = await open(0, 32, 8);
    const once = decodeAll(decoder, packets(50));
    expect(decodeAll(decoder, packets(50))).toEqual(once);
    expect(once.evicted.length).toBe(42);
    decoder.reset();
    const { settings, report, skipped, warnings } = decoder.views;
    expect([...settings, ...report, ...skipped, ...warnings].every((value) => value === 0)).toBe(true);
  });

  test('decoders share nothing', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    const expected = decodeAll(await open(), packets(50));
    expect(decodeAll(one, packets(50))).toEqual(expected);
    decodeAll(two, packets(9, 1000));
    expect(two.views.report[REPORT_PACKETS]).toBe(9);
    expect(one.views.report[REPORT_PACKETS]).toBe(50);
  });

  test.each([
    ['rows', { rows: 31, flows: 1, inputBytes: 0 }, 'decoder: rows must be a whole number from 32 to 16777216, got 31'],
    ['flows', { rows: 32, flows: 0, inputBytes: 0 }, 'decoder: flows must be a whole number from 1 to 16777216, got 0'],
    ['inputBytes', { rows: 32, flows: 1, inputBytes: NaN }, 'decoder: inputBytes must be a whole number from 0 to 1073741824, got NaN'],
  ])('options that make no sense: %s', async (_name, options, message) => {
    await expect(kernels().openDecoder(options)).rejects.toThrow(message);
  });

  test('calls that make no sense', async () => {
    const decoder = await open(10);
    expect(() => decoder.decode(FORMAT_PCAP, 0, 11)).toThrow('decode: end must be a whole number from 0 to 10, got 11');
    expect(() => decoder.decode(FORMAT_PCAP, 6, 5)).toThrow('decode: start must be a whole number from 0 to 5, got 6');
    expect(() => decoder.decode(FORMAT_PCAP, -1, 5)).toThrow('got -1');
    expect(() => decoder.decode(3, 0, 0)).toThrow('decode: format must be a whole number from 0 to 2, got 3');
    expect(() => decoder.reserve(2 ** 31)).toThrow('reserve: bytes must be a whole number from 0 to 1073741824');
    expect(() => decoder.widen(0.5)).toThrow('widen: rows must be a whole number');
  });
}
