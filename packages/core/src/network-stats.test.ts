import { beforeAll, describe, expect, test } from 'vitest';
import { decodeCsv, EXTENDED_HEADER, REGULAR_HEADER } from './conformance/decode-csv.ts';
import { TWINS } from './conformance/twins.ts';
import {
  COLUMN_PACKET_DIRS, COLUMN_PACKET_SIZES, COLUMN_PACKET_TIMES, COLUMN_PROTOCOL, COLUMN_TIME, FAULT_FIELDS, FAULT_VALUE, REPORT_BYTES, REPORT_FAULT,
  REPORT_FAULT_COLUMN, REPORT_FAULT_EXPECTED, REPORT_FAULT_FOUND, REPORT_FAULT_POSITION, REPORT_FLOWS, REPORT_LINES, REPORT_PACKETS, REPORT_RECORDS,
  SKIP_INCOMPLETE_COLUMNS, STOP_ADDRESS, STOP_COLUMNS_FULL, STOP_FAULT, STOP_LONG_ROW, STOP_NEEDS_BYTES, WARN_COLUMN_COUNTS, WARN_COLUMN_LENGTHS,
  WARN_LAST_LINE_CUT, WARN_LAST_LINE_OPEN, WARN_LAST_SEMICOLON, WARNINGS,
} from './decoding/codes.ts';
import type { Decoder } from './decoding/decoder.ts';

const REGULAR = '1600000000,10.0.0.1,5000,203.0.113.5,443,17,100,2000,1,2\n1600000001,203.0.113.5,443,10.0.0.1,5000,17,3000,0,3,0\n';
const SECONDS = [[1_600_000_000_000, 0, 100, 2000, 1, 2], [1_600_000_001_000, 0, 0, 3000, 0, 3]];
const ROW = '1600000000,10.0.0.1,5000,203.0.113.5,443,17,100,2000,1,2,1600000000005;1600000000007;1600000000990;,100;1400;600;,1;2;2;';
const PACKETS = [[1_600_000_000_005, 100, 0, 1], [1_600_000_000_007, 1400, 0, 0], [1_600_000_000_990, 600, 0, 0]];

describe.each(TWINS)('$name', ({ makeKernels }) => {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await (await makeKernels()).openDecoder({ rows: 32, flows: 8, inputBytes: 64 });
  });
  const regular = (lines: string, pieces?: number[]) => decodeCsv(decoder, REGULAR_HEADER, lines, pieces);
  const extended = (lines: string, pieces?: number[]) => decodeCsv(decoder, EXTENDED_HEADER, lines, pieces);
  const lists = (counts: string, columns: string) => extended(`1,a,1,b,2,17,${counts},${columns}\n`);
  const count = (kind: number, place: number, value = 0) => ({ [kind]: [1, place, value] });
  /** Kinds of warning with count, place and value. */
  function warned({ warnings, warningPlace, warningValue }: ReturnType<typeof regular>): Record<number, number[]> {
    const kinds = Array.from({ length: WARNINGS }, (_, kind): [number, number[]] => [kind, [warnings[kind]!, warningPlace[kind]!, warningValue[kind]!]]);
    return Object.fromEntries(kinds.filter(([, [times]]) => times! > 0));
  }

  test.each([[[Infinity]], [[1]], [[2, 13]], [[100]]])('rows of either form, in pieces of %j', (pieces) => {
    const seconds = regular(`${REGULAR}\n\r\n`, pieces);
    expect(seconds).toMatchObject({ rows: SECONDS, flows: ['4:0a000001:5000 4:cb007105:443 17'], stops: expect.arrayContaining([STOP_NEEDS_BYTES]) });
    expect(seconds.report).toMatchObject({ [REPORT_RECORDS]: 2, [REPORT_PACKETS]: 6, [REPORT_BYTES]: 5100, [REPORT_LINES]: 4, [REPORT_FLOWS]: 1 });
    const packets = extended(`${ROW}\r\n`, pieces);
    expect(packets).toMatchObject({ rows: PACKETS, flows: seconds.flows });
    expect(packets.report).toMatchObject({ [REPORT_RECORDS]: 1, [REPORT_PACKETS]: 3, [REPORT_BYTES]: 2100, [REPORT_LINES]: 1 });
    expect([warned(seconds), warned(packets)]).toEqual([{}, {}]);
  });

  test('columns go by their places, and more columns than the format has are passed over', () => {
    const reversed = (line: string) => `x,${line.split(',').reverse().join(',')},7`;
    expect(decodeCsv(decoder, reversed(EXTENDED_HEADER), `${reversed(ROW)}\n`).rows).toEqual(PACKETS);
    const noPorts = decodeCsv(decoder, 'Time,IP1,IP2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts', '1,a,b,17,10,20,1,2\n2,b,a,17,30,40,3,4\n');
    expect(noPorts).toMatchObject({ flows: ['t:a:0 t:b:0 17'], rows: [[1000, 0, 10, 20, 1, 2], [2000, 0, 40, 30, 4, 3]] });
  });

  test('endpoints of different kinds are one flow in both directions, and one with itself keeps the row\'s', () => {
    const { rows, flows } = regular('1,a,1,1.2.3.4,2,6,1,2,1,2\n1,1.2.3.4,2,A,1,6,3,4,3,4\n1,1.2.3.4,2,a,1,6,3,4,3,4\n1,::1,0,::1,0,6,5,6,5,6\n1,::1,0,::1,0,6,5,6,5,6\n');
    expect(flows).toEqual(['t:a:1 4:01020304:2 6', '4:01020304:2 t:A:1 6', `6:${'1'.padStart(32, '0')}:0 6:${'1'.padStart(32, '0')}:0 6`]);
    expect(rows.map(([, flow, bytesFromA]) => [flow, bytesFromA])).toEqual([[0, 1], [1, 3], [0, 4], [2, 5], [2, 5]]);
  });

  test('a long address is asked for once a row and side, and its number makes the flow', () => {
    const [long, longer] = ['host.example.com.', 'another.host.example.com'];
    const { stops, flows, rows } = regular(`1,${long},1,${longer},2,6,1,2,1,2\n1, ${longer} ,2,${long},1,6,3,4,3,4\n`);
    expect(stops.filter((stop) => stop === STOP_ADDRESS)).toHaveLength(4);
    expect(flows).toEqual(['#0:1 #1:2 6']);
    expect(rows).toEqual([[1000, 0, 1, 2, 1, 2], [1000, 0, 4, 3, 4, 3]]);
  });

  test('packets out of order are put in order, those of one time as they stand', () => {
    const { rows, warnings } = lists('6,4,3,1', '1009;1005;1009;1001;,1;2;3;4;,1;1;1;2;');
    expect(rows).toEqual([[1001, 4, 0, 0], [1005, 2, 0, 1], [1009, 1, 0, 1], [1009, 3, 0, 1]]);
    expect(warnings.every((times) => times === 0)).toBe(true);
  });

  test('a row of the mirrored endpoints has the other direction, in order of time or not', () => {
    const row = (ends: string, times: string) => `1,${ends},17,9,8,1,1,${times},9;8;,1;2;\n`;
    const { rows, flows } = extended(`${row('a,1,b,2', '1;2;')}${row('b,2,a,1', '3;4;')}${row('b,2,a,1', '6;5;')}`);
    expect(rows.map(([time, size, , fromA]) => [time, size, fromA])).toEqual([[1, 9, 1], [2, 8, 0], [3, 9, 0], [4, 8, 1], [5, 8, 1], [6, 9, 0]]);
    expect(flows).toHaveLength(1);
  });

  test('a packet beyond 65535 bytes takes several rows, at its place in the order', () => {
    const { rows, report } = lists('131071,0,2,0', '1002;1001;,131071;0;,1;1;');
    expect(rows).toEqual([[1001, 0, 0, 1], [1002, 65_535, 0, 1], [1002, 65_535, 0, 1], [1002, 1, 0, 1]]);
    expect(report).toMatchObject({ [REPORT_PACKETS]: 2, [REPORT_BYTES]: 131_071 });
  });

  test('what contradicts itself is kept as far as it is whole', () => {
    const cut = lists('30,0,3,0', '1001;1002;1003;,10;20;,1;1;1;');
    expect(cut.rows.map(([, size]) => size)).toEqual([10, 20]);
    expect([warned(cut), cut.skipped[SKIP_INCOMPLETE_COLUMNS]]).toEqual([count(WARN_COLUMN_LENGTHS, 2), 1]);
    const open = lists('30,0,2,0', '1001;1002;,10;20,1;1;');
    expect([open.rows.length, warned(open)]).toEqual([2, count(WARN_LAST_SEMICOLON, 2)]);
  });

  test.each(['31,0,2,0', '30,1,2,0', '30,0,3,0', '30,0,2,1', '20,10,1,1'])('counts %s against two packets of 30 bytes', (counts) => {
    const decoded = lists(counts, '1001;1002;,10;20;,1;1;');
    expect([decoded.rows.length, warned(decoded)]).toEqual([2, count(WARN_COLUMN_COUNTS, 2)]);
  });

  test('a row without packets is a record, and no flow', () => {
    const decoded = lists('0,0,0,0', ',,');
    expect([decoded.rows, decoded.flows, warned(decoded)]).toEqual([[], [], {}]);
    expect(decoded.report).toMatchObject({ [REPORT_RECORDS]: 1, [REPORT_FLOWS]: 0 });
  });

  test('a last line without its end is taken if nothing can be missing', () => {
    expect(warned(extended(ROW))).toEqual({});
    expect(extended(ROW).rows).toEqual(PACKETS);
    for (let length = 1; length < ROW.length; length++) {
      const cut = extended(`${ROW}\n${ROW.slice(0, length)}`);
      expect(cut).toMatchObject({ rows: PACKETS, flows: [expect.anything()] });
      expect(warned(cut)).toEqual(count(WARN_LAST_LINE_CUT, 3, length));
    }
    const open = regular(REGULAR.trimEnd());
    expect([open.rows, warned(open)]).toEqual([SECONDS, count(WARN_LAST_LINE_OPEN, 3)]);
  });

  test.each([
    ['1600000000', 'noon', COLUMN_TIME, 'noon', 8_640_000_000_000],
    ['1600000000', '8640000000001', COLUMN_TIME, '8640000000001', 8_640_000_000_000],
    [',17,', ',256,', COLUMN_PROTOCOL, '256', 255],
    [';1600000000007;', ';1600000000007.5;', COLUMN_PACKET_TIMES, '1600000000007.5;1600000000990;', 0],
    ['100;1400;', '100;;', COLUMN_PACKET_SIZES, ';600;', 0],
    ['100;1400;', '100;x;', COLUMN_PACKET_SIZES, 'x;600;', 0],
    [';1400;', ';1048577;', COLUMN_PACKET_SIZES, '1048577;600;', 1_048_576],
    [';1400;', ';1234567890123456;', COLUMN_PACKET_SIZES, '1234567890123456;600;', 0],
    ['1;2;2;', '1;3;2;', COLUMN_PACKET_DIRS, '3;2;', 0],
    ['1;2;2;', '1;2;2;;', COLUMN_PACKET_DIRS, ';', 0],
  ])('%s → %s is a fault, after the rows before', (change, to, column, found, expected) => {
    const bad = ROW.replace(change, to);
    const decoded = extended(`${ROW}\n${bad}\n${ROW}\n`, [Infinity]);
    expect([decoded.stops.at(-1), decoded.rows]).toEqual([STOP_FAULT, PACKETS]);
    const { report } = decoded;
    expect(report).toMatchObject({ [REPORT_FAULT]: FAULT_VALUE, [REPORT_FAULT_COLUMN]: column, [REPORT_FAULT_EXPECTED]: expected, [REPORT_LINES]: 1 });
    // The input has dropped what was decoded before.
    const place = decoder.views.input.subarray(report[REPORT_FAULT_POSITION]!, report[REPORT_FAULT_POSITION]! + report[REPORT_FAULT_FOUND]!);
    expect(new TextDecoder().decode(place)).toBe(found);
  });

  test.each([['1,2,3', 3], ['1', 1], [`${ROW},`, 14], [`${ROW},5,6`, 14]])('%s has the wrong number of fields', (line, fields) => {
    const { stops, report } = extended(`${line}\n`);
    expect(stops.at(-1)).toBe(STOP_FAULT);
    expect(report).toMatchObject({ [REPORT_FAULT]: FAULT_FIELDS, [REPORT_FAULT_FOUND]: fields, [REPORT_FAULT_EXPECTED]: 13 });
  });

  test('a row waits for columns that it fits into, and has them widened only if there are none', async () => {
    const own = await (await makeKernels()).openDecoder({ rows: 32, flows: 8, inputBytes: 64 });
    const row = (packets: number) => `1,a,1,b,2,17,${7 * packets},0,${packets},0,${'5;'.repeat(packets)},${'7;'.repeat(packets)},${'1;'.repeat(packets)}\n`;
    const decoded = decodeCsv(own, EXTENDED_HEADER, `${row(20)}${row(20)}${row(40)}${row(33)}`);
    expect(decoded.stops.filter((stop) => stop !== STOP_NEEDS_BYTES)).toEqual([STOP_COLUMNS_FULL, STOP_COLUMNS_FULL, STOP_LONG_ROW, STOP_COLUMNS_FULL]);
    expect([decoded.rows.length, own.views.time.length]).toEqual([113, 40]);
    expect(decoded.report).toMatchObject({ [REPORT_PACKETS]: 113, [REPORT_BYTES]: 791, [REPORT_RECORDS]: 4 });
  });

  test('flows beyond the table make room for others', () => {
    const { evicted, report } = regular(Array.from({ length: 40 }, (_, i) => `1,host${i},1,b,2,17,1,0,1,0\n`).join(''));
    expect([evicted.length, report[REPORT_FLOWS]]).toEqual([32, 40]);
  });
});
