import { describe, expect, test } from 'vitest';
import { readAll } from '../../fixtures/read-all.ts';

const HEADER = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts';
const REGULAR = `${HEADER}
1600000000,10.0.0.1,5000,203.0.113.5,443,17,100,2000,1,2
1600000000,10.0.0.1,0,224.0.0.1,0,2,32,0,1,0
1600000001,203.0.113.5,443,10.0.0.1,5000,17,3000,0,3,0
`;
const EXTENDED = `${HEADER},packet_times,packet_sizes,packet_dirs
1600000000,10.0.0.1,5000,203.0.113.5,443,17,100,2000,1,2,1600000000005;1600000000007;1600000000990;,100;1400;600;,1;2;2;
`;

const FLOW = { number: 0, a: { address: '10.0.0.1', port: 5000 }, b: { address: '203.0.113.5', port: 443 }, protocol: 17 };
const SECONDS = [
  [1_600_000_000_000, 0, 100, 2000, 1, 2],
  [1_600_000_000_000, 1, 32, 0, 1, 0],
  [1_600_000_001_000, 0, 0, 3000, 0, 3],
];
const PACKETS = [
  [1_600_000_000_005, 0, 100, 0, 1],
  [1_600_000_000_007, 0, 1400, 0, 0],
  [1_600_000_000_990, 0, 600, 0, 0],
];

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

describe('a last line that is cut', () => {
  test('extended: anywhere in the row it is left out, with a warning', async () => {
    const text = `${EXTENDED}${EXTENDED.split('\n')[1]!.replaceAll('1600000000', '1600000001')}`;
    const start = EXTENDED.length;
    for (let length = start + 1; length < text.length; length++) {
      const { packets, error, statistics } = await readAll(text.slice(0, length));
      expect(error).toBeNull();
      expect(packets).toEqual(PACKETS);
      const words = `line 3 (byte ${start}) is cut after ${length - start} bytes and left out`;
      expect(statistics.warnings).toEqual([{ kind: 'last line cut', text: words, count: 1 }]);
    }
    const { packets, statistics } = await readAll(text);
    expect(packets).toHaveLength(6);
    expect(statistics.warnings).toEqual([]);
  });

  test('regular: kept if it has all its fields, which a warning says', async () => {
    const whole = await readAll(REGULAR.trimEnd());
    expect(whole.seconds).toEqual(SECONDS);
    expect(whole.statistics.warnings).toMatchObject([{ kind: 'last line without end', text: expect.stringContaining('line 4 ') }]);
    const cut = await readAll(REGULAR.slice(0, -2));
    expect(cut.seconds).toEqual(SECONDS.slice(0, 2));
    expect(cut.flows).toHaveLength(2);
    expect(cut.statistics.warnings).toMatchObject([{ kind: 'last line cut' }]);
  });

  test('cut within the header there is nothing to read', async () => {
    const header = EXTENDED.slice(0, EXTENDED.indexOf('\n'));
    for (let length = 1; length < header.length; length++) {
      // The regular header is the beginning of the extended one.
      const kind = length === HEADER.length ? undefined : 'truncated';
      expect((await readAll(header.slice(0, length))).error?.kind).toBe(kind);
    }
  });
});

describe('rows that contradict themselves are kept, and counted', () => {
  const extended = (counts: string, lists: string) => readAll(`${HEADER},packet_times,packet_sizes,packet_dirs\n1,a,1,b,2,17,${counts},${lists}\n`);

  test('columns of different length: the packets that are whole', async () => {
    const { packets, statistics } = await extended('30,0,3,0', '1001;1002;1003;,10;20;,1;1;1;');
    expect(packets.map((row) => row[2])).toEqual([10, 20]);
    expect(statistics.warnings).toEqual([{ kind: 'packet columns differ in length', text: 'line 2: packet columns differ in length', count: 1 }]);
    expect(statistics.skipped).toEqual({ 'incomplete packet columns': 1 });
    expect(statistics).toMatchObject({ packets: 2, bytes: 30 });
  });

  test.each(['31,0,2,0', '30,1,2,0', '30,0,3,0', '30,0,2,1', '20,10,1,1'])('counts %s against two packets of 30 bytes', async (counts) => {
    const { packets, statistics } = await extended(counts, '1001;1002;,10;20;,1;1;');
    expect(packets).toHaveLength(2);
    expect(statistics.warnings).toMatchObject([{ kind: 'packet columns disagree with counts', count: 1 }]);
  });

  test('a column without its last semicolon', async () => {
    const { packets, statistics } = await extended('30,0,2,0', '1001;1002;,10;20,1;1;');
    expect(packets).toHaveLength(2);
    expect(statistics.warnings).toMatchObject([{ kind: 'packet column without its last semicolon' }]);
  });
});

describe('bad values stop the reading, after the rows before', () => {
  const bad = (change: string, to: string) => readAll(`${REGULAR}${REGULAR.split('\n')[1]!.replace(change, to)}\n${REGULAR.split('\n')[2]}\n`);

  test.each([
    ['1600000000', 'noon', 'Time'],
    [',17,', ',UDP,', 'Proto'],
    [',100,', ',,', '1->2Bytes'],
    [',2000,', ',-1,', '2->1Bytes'],
    [',1,', ',1.5,', '1->2Pkts'],
    [',443,', ',70000,', 'Port2'],
  ])('%s → %s: column %s', async (change, to, column) => {
    const { seconds, error } = await bad(change, to);
    expect(seconds).toEqual(SECONDS);
    expect(error).toMatchObject({ kind: 'corrupt', file: 'input', line: 5, column, found: `'${to.replaceAll(',', '')}'` });
    expect(error!.offset).toBeGreaterThanOrEqual(REGULAR.length);
  });

  test('a field too few', async () => {
    expect((await bad(',17', '')).error).toMatchObject({ kind: 'corrupt', line: 5, offset: REGULAR.length, found: '9 fields' });
  });

  test.each([
    ['100;1400;', '100;x;', 'packet_sizes', '1400'],
    ['100;1400;', '100;;', 'packet_sizes', '1400'],
    [';1400;', ';9999999;', 'packet_sizes', '1400'],
    ['1;2;2;', '1;3;2;', 'packet_dirs', '2;2;'],
    [';1600000000007;', ';1600000000007.5;', 'packet_times', '1600000000007'],
  ])('packets: %s → %s', async (change, to, column, item) => {
    const { packets, error } = await readAll(`${EXTENDED}${EXTENDED.split('\n')[1]!.replace(change, to)}\n`);
    expect(packets).toEqual(PACKETS);
    const inRow = EXTENDED.split('\n')[1]!.lastIndexOf(item);
    expect(error).toMatchObject({ kind: 'corrupt', line: 3, column, offset: EXTENDED.length + inRow });
  });
});

describe('long lines', () => {
  test('a row of megabytes becomes batches of the usual size', async () => {
    const count = 200_000;
    const lists = [() => '1000;', (index: number) => `${index % 1500};`, () => '2;'].map((item) => Array.from({ length: count }, (_, index) => item(index)).join(''));
    let bytes = 0;
    for (let index = 0; index < count; index++) bytes += index % 1500;
    const text = `${HEADER},packet_times,packet_sizes,packet_dirs\n1,a,1,b,2,17,0,${bytes},0,${count},${lists}\n`;
    const { batches, statistics, error } = await readAll(text, 65_536);
    expect(error).toBeNull();
    expect(statistics).toMatchObject({ packets: count, bytes, warnings: [] });
    expect(Math.max(...batches)).toBe(4096);
  });

  test('what never ends is no line', async () => {
    const bytes = new Uint8Array(34 << 20).fill(49);
    bytes.set(new TextEncoder().encode(REGULAR));
    const { seconds, error } = await readAll(bytes, 1 << 20);
    expect(seconds).toEqual(SECONDS);
    expect(error).toMatchObject({ kind: 'corrupt', line: 5, offset: REGULAR.length, found: expect.stringContaining('without a line end') });
  });
});
