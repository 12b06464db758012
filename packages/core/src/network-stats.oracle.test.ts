import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCsvPlainly } from './conformance/csv-oracle.ts';
import { decodeCsv, EXTENDED_HEADER, REGULAR_HEADER } from './conformance/decode-csv.ts';
import { TWINS } from './conformance/twins.ts';
import {
  FAULT_FIELDS, REPORT_FAULT, REPORT_FAULT_COLUMN, REPORT_LINES, REPORT_PACKETS, SKIP_INCOMPLETE_COLUMNS, STOP_FAULT, WARN_COLUMN_COUNTS,
  WARN_COLUMN_LENGTHS, WARN_LAST_SEMICOLON,
} from './decoding/codes.ts';
import type { Decoder } from './decoding/decoder.ts';

interface Packet {
  readonly time: number;
  readonly size: number;
  readonly direction: number;
}

const packet: fc.Arbitrary<Packet> = fc.record({
  time: fc.oneof(fc.integer({ min: 1_600_000_000_000, max: 1_600_000_000_999 }), fc.nat(99), fc.integer({ min: 0, max: 999_999_999_999_999 })),
  size: fc.oneof({ weight: 20, arbitrary: fc.nat(2000) }, { weight: 1, arbitrary: fc.nat(1_048_576) }),
  direction: fc.constantFrom(1, 2),
});
const place = fc.record({ address: fc.constantFrom('AnonIP1', 'b', 'x:y', 'not an address', ''), port: fc.nat(2) });
const row = fc.record({ a: place, b: place, protocol: fc.constantFrom(6, 17), second: fc.nat(2_000_000_000), packets: fc.array(packet, { maxLength: 30, size: 'max' }) });
/** One change of a row's text: at a place, a character for another. */
const spoil = fc.option(fc.tuple(fc.nat(10_000), fc.constantFrom('', ';', ',', '0', '9', 'x', '-')), { freq: 8 });

function textOf({ a, b, protocol, second, packets }: typeof row extends fc.Arbitrary<infer Row> ? Row : never): string {
  const sent = (direction: number) => packets.filter((one) => one.direction === direction);
  const bytes = (direction: number) => sent(direction).reduce((sum, { size }) => sum + size, 0);
  const lists = [packets.map(({ time }) => time), packets.map(({ size }) => size), packets.map(({ direction }) => direction)].map((items) => items.map((item) => `${item};`).join(''));
  return [second, a.address, a.port, b.address, b.port, protocol, bytes(1), bytes(2), sent(1).length, sent(2).length, ...lists].join(',');
}

describe.each(TWINS)('$name reads what plain operations on strings read', ({ makeKernels }) => {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await (await makeKernels()).openDecoder({ rows: 64, flows: 1024, inputBytes: 256 });
  });

  test.each([['extended', true], ['regular', false]] as const)('%s', (_form, extended) => {
    let packets = 0;
    let faults = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(row, spoil), { maxLength: 8 }), fc.constantFrom([Infinity], [1], [50, 3]), (rows, pieces) => {
        const lines = rows.map(([written, change]) => {
          const whole = textOf(written);
          const line = extended ? whole : whole.split(',').slice(0, 10).join(',');
          const at = change ? change[0] % line.length : 0;
          const fields = line.slice(0, at).split(',').length;
          // What is read of text in place of a port is another test's matter.
          return change && fields !== 3 && fields !== 5 ? line.slice(0, at) + change[1] + line.slice(at + 1) : line;
        });
        const text = lines.map((line) => `${line}\n`).join('');
        const expected = readCsvPlainly(text, extended);
        const decoded = decodeCsv(decoder, extended ? EXTENDED_HEADER : REGULAR_HEADER, text, pieces);
        expect(decoded.rows).toEqual(expected.rows);
        expect(decoded.flows.map((flow) => flow.replaceAll(/(^| )t:/g, '$1'))).toEqual(expected.flows);
        expect(decoded.skipped[SKIP_INCOMPLETE_COLUMNS]).toBe(expected.incomplete);
        for (const kind of [WARN_COLUMN_LENGTHS, WARN_COLUMN_COUNTS, WARN_LAST_SEMICOLON]) expect(decoded.warnings[kind]).toBe(expected.warnings.get(kind) ?? 0);
        const { report } = decoded;
        const column = report[REPORT_FAULT] === FAULT_FIELDS ? -1 : report[REPORT_FAULT_COLUMN];
        expect(decoded.stops.at(-1) === STOP_FAULT ? { line: report[REPORT_LINES]! + 2, column } : null).toEqual(expected.fault);
        packets += report[REPORT_PACKETS]!;
        if (expected.fault) faults++;
      }),
      { seed: 20261122, numRuns: 400 },
    );
    expect(packets).toBeGreaterThan(5000);
    expect(faults).toBeGreaterThan(20);
  });
});
