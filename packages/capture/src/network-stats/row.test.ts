import { describe, expect, test } from 'vitest';
import { parseHeader } from './header.ts';
import { Row } from './row.ts';

const COLUMNS = parseHeader('Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts', 'x.csv');

/** A row that stands on line 7, 1000 bytes into the stream, between other bytes. */
function rowOf(text: string): Row {
  const row = new Row(COLUMNS, 'x.csv');
  row.bytes = new TextEncoder().encode(`9,9\n${text}\n8,8,8`);
  row.line = 7;
  row.base = 1000;
  row.lineStart = 4;
  row.lineEnd = 4 + text.length;
  row.split();
  return row;
}

const GOOD = '1600000000,10.0.0.1,5000,2001:DB8::1,443.0,17,1,2,3,4';

test('the fields of a row', () => {
  const row = rowOf(GOOD);
  expect(row.time()).toBe(1_600_000_000_000);
  expect(row.endpoint(COLUMNS.ip1, COLUMNS.port1)).toEqual({ address: '10.0.0.1', port: 5000 });
  expect(row.endpoint(COLUMNS.ip2, COLUMNS.port2)).toEqual({ address: '2001:db8::1', port: 443 });
  expect(row.endpoint(COLUMNS.ip2, -1)).toEqual({ address: '2001:db8::1', port: 0 });
  expect(row.protocol()).toBe(17);
  expect([COLUMNS.bytes12, COLUMNS.bytes21, COLUMNS.packets12, COLUMNS.packets21].map((column) => row.whole(column))).toEqual([1, 2, 3, 4]);
});

test.each([
  ['1,2,3', '3 fields'],
  ['1', '1 fields'],
  [`${GOOD},`, 'more than 10 fields'],
  [`${GOOD},5,6`, 'more than 10 fields'],
  [GOOD.slice(0, GOOD.lastIndexOf(',')), '9 fields'],
])('%s has %s', (text, found) => {
  expect(() => rowOf(text)).toThrow(`x.csv, line 7, byte 1004: corrupt: found ${found}, expected 10 as in the header`);
});

describe('ports', () => {
  const port = (text: string) => rowOf(GOOD.replace('5000', text)).endpoint(COLUMNS.ip1, COLUMNS.port1).port;

  test.each(['AnonPort', '', 'nan'])('%j is a port that is not known', (text) => {
    expect(port(text)).toBe(0);
  });

  test.each(['65536', '-1', '1.5'])('%s is bad', (text) => {
    expect(() => port(text)).toThrow(`line 7, column Port1, byte 1024: corrupt: found '${text}', expected a port from 0 to 65535`);
  });
});

test('a bad value is quoted, but not at length', () => {
  expect(() => rowOf(GOOD.replace(',17,', ',UDP,')).protocol()).toThrow("column Proto, byte 1047: corrupt: found 'UDP', expected a whole number from 0 to 255");
  expect(() => rowOf(GOOD.replace(',17,', `,${'7'.repeat(100)},`)).protocol()).toThrow(`found '${'7'.repeat(40)}…'`);
  expect(() => rowOf(GOOD.replace(',17,', ',256,')).protocol()).toThrow('column Proto');
  expect(() => rowOf(GOOD.replace('1600000000', '1600000000.5')).time()).toThrow('column Time');
  expect(() => rowOf(GOOD.replace('1600000000', '9007199254741')).time()).toThrow('column Time');
});
