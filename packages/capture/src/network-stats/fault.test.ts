import { ENGINES, type Engine } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import { EXTENDED, HEADER, PACKETS, REGULAR, SECONDS } from '../../fixtures/network-stats.ts';
import { readAll } from '../../fixtures/read-all.ts';

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
  test('a row of megabytes becomes one batch', async () => {
    const count = 200_000;
    const lists = [() => '1000;', (index: number) => `${index % 1500};`, () => '2;'].map((item) => Array.from({ length: count }, (_, index) => item(index)).join(''));
    let bytes = 0;
    for (let index = 0; index < count; index++) bytes += index % 1500;
    const text = `${HEADER},packet_times,packet_sizes,packet_dirs\n1,a,1,b,2,17,0,${bytes},0,${count},${lists}\n`;
    const { batches, statistics, error } = await readAll(text, 65_536);
    expect(error).toBeNull();
    expect(statistics).toMatchObject({ packets: count, bytes, warnings: [] });
    expect(batches).toEqual([count]);
  });

  test('what never ends is no line', async () => {
    const bytes = new Uint8Array(34 << 20).fill(49);
    bytes.set(new TextEncoder().encode(REGULAR));
    const { seconds, error } = await readAll(bytes, 1 << 20);
    expect(seconds).toEqual(SECONDS);
    expect(error).toMatchObject({ kind: 'corrupt', line: 5, offset: REGULAR.length, found: expect.stringContaining('without a line end') });
  });
});

describe('what a fault is called', () => {
  const GOOD = '1600000000,10.0.0.1,5000,203.0.113.5,443,17,100,2000,1,2';
  const START = HEADER.length + 1;
  const messageOf = async (line: string, engine: Engine) => (await readAll(`${HEADER}\n${line}\n${GOOD}\n`, undefined, { engine })).error?.message;
  const twice = (cases: readonly [string, string][]) => ENGINES.flatMap((engine) => cases.map((one) => [engine, ...one] as const));

  test.each(twice([
    ['1,2,3', `byte ${START}: corrupt: found 3 fields, expected 10 as in the header`],
    ['1', `byte ${START}: corrupt: found 1 field, expected 10 as in the header`],
    [`${GOOD},`, `byte ${START}: corrupt: found more than 10 fields, expected 10 as in the header`],
    [`${GOOD},5,6`, `byte ${START}: corrupt: found more than 10 fields, expected 10 as in the header`],
    [GOOD.replace('5000', '65536'), `column Port1, byte ${START + 20}: corrupt: found '65536', expected a port from 0 to 65535`],
    [GOOD.replace('5000', '-1'), `column Port1, byte ${START + 20}: corrupt: found '-1', expected a port from 0 to 65535`],
    [GOOD.replace(',17,', ', UDP ,'), `column Proto, byte ${START + 41}: corrupt: found 'UDP', expected a whole number from 0 to 255`],
    [GOOD.replace(',17,', `,${'7'.repeat(100)},`), `column Proto, byte ${START + 41}: corrupt: found '${'7'.repeat(40)}…', expected a whole number from 0 to 255`],
    [GOOD.replace('1600000000', '8640000000001'), `column Time, byte ${START}: corrupt: found '8640000000001', expected a whole number from 0 to 8640000000000`],
    [GOOD.replace(/2$/, '2.5\r'), `column 2->1Pkts, byte ${START + 55}: corrupt: found '2.5', expected a whole number from 0 to 9007199254740991`],
  ]))('%s: %s → %s', async (engine, line, message) => {
    expect(await messageOf(line, engine)).toBe(`input, line 2, ${message}`);
  });

  test.each(ENGINES)('%s: packets', async (engine) => {
    const expected = async (change: string, to: string) =>
      (await readAll(EXTENDED.replace(change, to), undefined, { engine })).error?.message.replace(/.*: found/, 'found');
    expect(await expected('100;1400;', 'x;1400;')).toBe("found 'x;1400;600;', expected a size in bytes");
    expect(await expected('100;1400;', '100;1048577;')).toBe("found '1048577;600;', expected a size up to 1048576");
    expect(await expected('1;2;2;', '1;3;2;')).toBe("found '3;2;', expected 1 or 2");
    expect(await expected('1600000000005;', '16e;')).toBe("found '16e;1600000000007;1600000000990;', expected epoch milliseconds");
  });

  test.each(ENGINES)('%s: packets beyond 65,535 bytes that would fill more rows than a line may', async (engine) => {
    const count = 130_000;
    const lists = ['1;', '1048576;', '1;'].map((item) => item.repeat(count)).join(',');
    const { error } = await readAll(`${EXTENDED.split('\n')[0]}\n1,a,1,b,2,17,0,0,0,0,${lists}\n`, undefined, { engine });
    expect(error).toMatchObject({ kind: 'unsupported', line: 2, found: `${17 * count} packets of up to 65535 bytes in one row`, expected: 'at most 2097152' });
  });
});
