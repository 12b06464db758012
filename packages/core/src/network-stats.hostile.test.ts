import { beforeEach, describe, expect, test } from 'vitest';
import { decodeCsv, EXTENDED_HEADER, REGULAR_HEADER } from './conformance/decode-csv.ts';
import { TWINS } from './conformance/twins.ts';
import {
  FAULT_FIELDS, FAULT_LINE_LENGTH, FAULT_ROW_LENGTH, FAULT_VALUE, LONGEST_LINE, MOST_ROWS, REPORT_FAULT, REPORT_FAULT_EXPECTED, REPORT_FAULT_FOUND,
  REPORT_LINES, REPORT_PACKETS, STOP_ADDRESS, STOP_FAULT, STOP_LONG_ROW,
} from './decoding/codes.ts';
import type { Decoder } from './decoding/decoder.ts';

const MEGABYTE = 1024 * 1024;
const GOOD = '1,a,1,b,2,17,1,0,1,0\n';

describe.each(TWINS.filter(({ name }) => name !== 'wasm'))('$name', ({ makeKernels }) => {
  let decoder: Decoder;
  beforeEach(async () => {
    decoder = await (await makeKernels()).openDecoder({ rows: 64, flows: 16, inputBytes: 1 << 16 });
  });
  const lines = (text: string | Uint8Array, pieces = [1 << 20], header = REGULAR_HEADER) => decodeCsv(decoder, header, text, pieces);

  test.each(['1', '0', '9', ' ', '1;', ';', '.', 'e', '+', '\u00a0', '\u0000'])('a megabyte of %j in any column is a fault, or text, or packets that other columns lack', (character) => {
    const long = character.repeat(MEGABYTE / character.length);
    for (let column = 0; column < 13; column++) {
      const fields = '1,a,1,b,2,17,1,0,1,0,5;,1;,1;'.split(',');
      fields[column] = long;
      const { stops, report } = lines(`${GOOD.trim()},5;,1;,1;\n${fields.join(',')}\n`, [1 << 20], EXTENDED_HEADER);
      const isAddress = column === 1 || column === 3;
      const isPort = column === 2 || column === 4;
      if (isAddress) expect(stops.includes(STOP_ADDRESS)).toBe(long.trim() !== '');
      else if (isPort && (long.trim() === '' || Number.isNaN(Number(long)))) expect(report[REPORT_PACKETS]).toBe(2);
      else if (character === '1;' && column >= 10) expect([report[REPORT_PACKETS], decoder.views.time.length]).toEqual([2, 64]);
      else expect([stops.at(-1), report[REPORT_FAULT], report[REPORT_LINES]]).toEqual([STOP_FAULT, FAULT_VALUE, 1]);
    }
  });

  test('a line that never ends is no line, whatever pieces it comes in', () => {
    const endless = new Uint8Array(LONGEST_LINE + (1 << 20)).fill(49);
    endless.set(new TextEncoder().encode(GOOD));
    for (const pieces of [[1 << 20], [Infinity]]) {
      const { stops, report, rows } = lines(endless, pieces);
      expect([stops.at(-1), rows.length]).toEqual([STOP_FAULT, 1]);
      expect(report).toMatchObject({ [REPORT_FAULT]: FAULT_LINE_LENGTH, [REPORT_FAULT_FOUND]: LONGEST_LINE + 1, [REPORT_FAULT_EXPECTED]: LONGEST_LINE, [REPORT_LINES]: 1 });
    }
  });

  test('a line of commas has too many fields, and one of few bytes at a time costs no more than its length', () => {
    const { report } = lines(`${','.repeat(MEGABYTE)}\n`, [1 << 16]);
    expect(report).toMatchObject({ [REPORT_FAULT]: FAULT_FIELDS, [REPORT_FAULT_FOUND]: 11 });
    // Were each piece scanned from the line's start, this would be 10^11 steps.
    const text = `1,${'a'.repeat(500_000)},1,b,2,17,1,0,1,0\n`;
    expect(lines(text, [1])).toMatchObject({ flows: ['#0:1 t:b:2 17'], rows: [[1000, 0, 1, 0, 1, 0]] });
  });

  test('a row of megabytes is decoded in one piece', () => {
    const count = 100_000;
    const text = `1,a,1,b,2,17,${count},0,${count},0,${'1000;'.repeat(count)},${'1;'.repeat(count)},${'1;'.repeat(count)}\n`;
    const { stops, report, warnings } = lines(text, [65_536], EXTENDED_HEADER);
    expect(stops.filter((stop) => stop === STOP_LONG_ROW)).toHaveLength(1);
    expect(report[REPORT_PACKETS]).toBe(count);
    expect(Math.max(...warnings)).toBe(0);
  });

  test('descending times of a long row are put in order', () => {
    const count = 50_000;
    const text = `1,a,1,b,2,17,0,0,0,${count},${Array.from({ length: count }, (_, i) => `${count - i};`).join('')},${'0;'.repeat(count)},${'2;'.repeat(count)}\n`;
    const { rows } = lines(text, [Infinity], EXTENDED_HEADER);
    expect(rows.map(([time]) => time)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  });

  test('giants that would take more rows than any line should are refused before room is made for them', () => {
    const count = Math.ceil(MOST_ROWS / 17) + 1;
    const { report, rows } = lines(`1,a,1,b,2,17,0,0,0,0,${'1;'.repeat(count)},${'1048576;'.repeat(count)},${'1;'.repeat(count)}\n`, [1 << 20], EXTENDED_HEADER);
    expect(report).toMatchObject({ [REPORT_FAULT]: FAULT_ROW_LENGTH, [REPORT_FAULT_FOUND]: 17 * count, [REPORT_FAULT_EXPECTED]: MOST_ROWS });
    expect(rows).toEqual([]);
    expect(decoder.views.time.length).toBeLessThanOrEqual(count);
  });
});
