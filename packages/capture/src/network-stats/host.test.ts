import { ENGINES } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import { EXTENDED, FLOW, HEADER, PACKETS, REGULAR, SECONDS } from '../../fixtures/network-stats.ts';
import { readAll } from '../../fixtures/read-all.ts';

test('regular: rows of a second, the direction from the flow', async () => {
  const { seconds, flows, error, statistics } = await readAll(REGULAR);
  expect(error).toBeNull();
  expect(seconds).toEqual(SECONDS);
  expect(flows).toEqual([FLOW, { number: 1, a: { address: '10.0.0.1', port: 0 }, b: { address: '224.0.0.1', port: 0 }, protocol: 2 }]);
  expect(statistics).toMatchObject({ format: 'network-stats', resolution: 'second', records: 3, packets: 7, bytes: 5132, flows: 2, warnings: [], offset: REGULAR.length });
});

test('extended: packets', async () => {
  const { packets, seconds, flows, error, statistics } = await readAll(EXTENDED);
  expect(error).toBeNull();
  expect([packets, seconds, flows]).toEqual([PACKETS, [], [FLOW]]);
  expect(statistics).toMatchObject({ resolution: 'packet', records: 1, packets: 3, bytes: 2100, flows: 1, warnings: [] });
});

describe('variants seen in the wild', () => {
  const rows = (text: string, change: (line: string, index: number) => string) => `${text.trimEnd().split('\n').map(change).join('\n')}\n`;
  const variants: [string, (text: string) => string][] = [
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['blank lines', (text) => text.replaceAll('\n', '\n\n\r\n')],
    ['a byte order mark', (text) => `\uFEFF${text}`],
    ['an index column', (text) => rows(text, (line, index) => (index === 0 ? `,${line}` : `${index - 1},${line}`))],
    ['two index columns', (text) => rows(text, (line, index) => (index === 0 ? `,Unnamed: 0,${line}` : `${index - 1},${index - 1},${line}`))],
    ['columns moved', (text) => rows(text, (line) => line.split(',').reverse().join(','))],
    ['a column more', (text) => rows(text, (line, index) => `${line},${index === 0 ? 'note' : 'x'}`)],
    ['float counts', (text) => rows(text, (line, index) => (index === 0 ? line : line.replace(/(,\d+,\d+,\d+,\d+)(?=,1600|$)/, (counts) => counts.replace(/\d+/g, '$&.0'))))],
  ];

  test.each(variants)('%s', async (_name, change) => {
    expect(await readAll(change(REGULAR))).toMatchObject({ seconds: SECONDS, error: null, statistics: { warnings: [] } });
    expect(await readAll(change(EXTENDED))).toMatchObject({ packets: PACKETS, flows: [FLOW], error: null, statistics: { warnings: [] } });
  });

  test('text, 0 and 0.0.0.0 as addresses; upper-case IPv6', async () => {
    const text = `${HEADER}\n1,AnonIP1,AnonPort,0,443,17,1,0,1,0\n1,0.0.0.0,68,2001:DB8:0:0::1,67,17,1,0,1,0\n`;
    const { flows } = await readAll(text);
    expect(flows.map(({ a, b }) => [a.address, a.port, b.address, b.port])).toEqual([
      ['AnonIP1', 0, '0', 443],
      ['0.0.0.0', 68, '2001:db8::1', 67],
    ]);
  });

  test('no port columns', async () => {
    const text = 'Time,IP1,IP2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n1,a,b,17,10,20,1,2\n2,b,a,17,30,40,3,4\n';
    const { seconds, flows } = await readAll(text);
    expect(flows).toEqual([{ number: 0, a: { address: 'a', port: 0 }, b: { address: 'b', port: 0 }, protocol: 17 }]);
    expect(seconds).toEqual([
      [1000, 0, 10, 20, 1, 2],
      [2000, 0, 40, 30, 4, 3],
    ]);
  });

  test('the same second and flow twice, and seconds out of order', async () => {
    const text = `${HEADER}\n2,a,1,b,2,17,10,20,1,2\n2,a,1,b,2,17,10,20,1,2\n1,a,1,b,2,17,5,5,1,1\n`;
    expect((await readAll(text)).seconds.map((row) => [row[0], row[1]])).toEqual([
      [2000, 0],
      [2000, 0],
      [1000, 0],
    ]);
  });

  test('packet times out of order within a row are put in order, equal ones as they stand', async () => {
    const text = `${HEADER},packet_times,packet_sizes,packet_dirs\n1,a,1,b,2,17,6,4,3,1,1009;1005;1009;1001;,1;2;3;4;,1;1;1;2;\n`;
    const { packets, statistics } = await readAll(text);
    expect(packets.map(([time, , size, , fromA]) => [time, size, fromA])).toEqual([
      [1001, 4, 0],
      [1005, 2, 1],
      [1009, 1, 1],
      [1009, 3, 1],
    ]);
    expect(statistics.warnings).toEqual([]);
  });

  test('a header alone', async () => {
    expect(await readAll(`${HEADER}\n`)).toMatchObject({ seconds: [], error: null, statistics: { records: 0 } });
    expect(await readAll(HEADER)).toMatchObject({ seconds: [], error: null });
  });
});

test('an extended row of the mirrored endpoints', async () => {
  const text = `${EXTENDED}1600000001,203.0.113.5,443,10.0.0.1,5000,17,9,8,1,1,1600000001000;1600000001001;,9;8;,1;2;\n`;
  expect((await readAll(text)).packets.slice(3).map((row) => [row[2], row[4]])).toEqual([
    [9, 0],
    [8, 1],
  ]);
});

test('in pieces of any size it reads the same', async () => {
  for (const size of [1, 2, 13, 100]) {
    expect(await readAll(REGULAR, size)).toMatchObject({ seconds: SECONDS, error: null });
    expect(await readAll(EXTENDED, size)).toMatchObject({ packets: PACKETS, error: null });
  }
});

describe.each(ENGINES)('long texts as addresses, %s', (engine) => {
  const LONG = 'client.of.the.example.network';
  const read = (rows: string[], pieces?: number) => readAll(`${HEADER}\n${rows.map((row) => `${row}\n`).join('')}`, pieces, { engine });

  test.each([undefined, 1])('are told apart and found again, in pieces of %s', async (pieces) => {
    const { flows, seconds, error } = await read([`1,${LONG},5,${LONG}.,6,17,1,2,1,2`, `2,${LONG}.,6, ${LONG} ,5,17,3,4,3,4`, `2,${LONG},5,a,6,17,5,6,5,6`], pieces);
    expect(error).toBeNull();
    expect(flows).toEqual([
      { number: 0, a: { address: LONG, port: 5 }, b: { address: `${LONG}.`, port: 6 }, protocol: 17 },
      { number: 1, a: { address: LONG, port: 5 }, b: { address: 'a', port: 6 }, protocol: 17 },
    ]);
    expect(seconds.map((row) => row.slice(1))).toEqual([[0, 1, 2, 1, 2], [0, 4, 3, 4, 3], [1, 5, 6, 5, 6]]);
  });

  test('are refused where they are longer than any name of a host', async () => {
    expect((await read([`1,a,1,${'x'.repeat(255)},2,17,1,0,1,0`])).error).toBeNull();
    const { error } = await read(['1,a,1,b,2,17,1,0,1,0', `1,a,1,${'x'.repeat(256)},2,17,1,0,1,0`]);
    expect(error?.message).toBe(`input, line 3, column IP2, byte ${HEADER.length + 1 + 21 + 6}: unsupported: found an address of 256 bytes, expected at most 255`);
  });
});

test('a header of more columns than a row may have fields', async () => {
  const { error } = await readAll(`${HEADER}${',x'.repeat(65_530)}\n`);
  expect(error).toMatchObject({ kind: 'unsupported', line: 1, found: 'a header of 65540 columns', expected: 'at most 65536' });
});
