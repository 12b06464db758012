import { ENGINES } from '@tunnelscope/core/kernels';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildPcap, ethernet, ipv4, ipv6, MODIFIED, NANOSECONDS, type PcapRecord, udp } from '../../fixtures/build-pcap.ts';
import { readAll } from '../../fixtures/read-all.ts';

const UP = ethernet(ipv4({ payload: udp(5000, 443, 10) }));
const DOWN = ethernet(ipv4({ source: [10, 0, 0, 2], destination: [10, 0, 0, 1], payload: udp(443, 5000, 100) }), [0x8100]);
const SIXTH = ethernet(ipv6({ next: 6, payload: udp(1, 2) }), [0x88a8, 0x8100]);
const RECORDS: readonly PcapRecord[] = [
  { second: 1_600_000_000, fraction: 123_456, data: UP },
  { second: 1_600_000_000, fraction: 999_999, data: DOWN },
  { second: 4_294_967_295, fraction: 0, data: SIXTH },
];

describe('every variant', () => {
  const variants = [false, true].flatMap((bigEndian) => [undefined, NANOSECONDS, MODIFIED].map((magic) => ({ bigEndian, ...(magic && { magic }) })));
  test.each(ENGINES.flatMap((engine) => variants.map((shape) => ({ engine, shape }))))('%j', async ({ engine, shape }) => {
    const nano = shape.magic === NANOSECONDS;
    const { packets, flows, error, statistics } = await readAll(buildPcap(RECORDS, shape), undefined, { engine });
    expect(error).toBeNull();
    expect(packets).toEqual([
      [1_600_000_000_000 + (nano ? 0 : 123), nano ? 123_456 : 456_000, 38, 0, 1],
      [1_600_000_000_000 + (nano ? 0 : 999), nano ? 999_999 : 999_000, 128, 0, 0],
      [4_294_967_295_000, 0, 48, 1, 1],
    ]);
    expect(flows).toEqual([
      { number: 0, a: { address: '10.0.0.1', port: 5000 }, b: { address: '10.0.0.2', port: 443 }, protocol: 17 },
      { number: 1, a: { address: '2001:db8::1', port: 1 }, b: { address: '2001:db8::2', port: 2 }, protocol: 6 },
    ]);
    expect(statistics).toMatchObject({ format: 'pcap', linkTypes: [1], resolution: 'packet', packets: 3, records: 3, bytes: 214, flows: 2, skipped: {}, warnings: [] });
  });
});

test.each(ENGINES.flatMap((engine) => [1, 7].map((size) => ({ engine, size }))))('in pieces it reads the same: %j', async ({ engine, size }) => {
  const bytes = buildPcap(RECORDS);
  const { packets, flows } = await readAll(bytes);
  expect(await readAll(bytes, size, { engine })).toMatchObject({ packets, flows, error: null });
});

test('cut anywhere it gives the packets before the cut and says where the cut record starts', async () => {
  const bytes = buildPcap(RECORDS);
  const whole = await readAll(bytes);
  const ends = [24];
  for (const { data } of RECORDS) ends.push(ends.at(-1)! + 16 + data.length);
  for (let length = 1; length < bytes.length; length++) {
    const { packets, error, statistics } = await readAll(bytes.subarray(0, length));
    const complete = ends.filter((end) => end <= length).length - 1;
    expect(packets).toEqual(whole.packets.slice(0, Math.max(0, complete)));
    if (ends.includes(length)) expect(error).toBeNull();
    else expect(error).toMatchObject({ kind: 'truncated', file: 'input', offset: length < 24 ? 0 : ends[complete] });
    if (length >= 24) expect(statistics.offset).toBe(ends[complete]);
  }
});

test('Ethernet padding does not count, and a packet cut by the snap length counts whole', async () => {
  const padded = Uint8Array.from([...ethernet(ipv4({ payload: udp(1, 2, 0) })), ...new Array<number>(18).fill(0)]);
  const long = ethernet(ipv4({ payload: udp(1, 2, 1400) }));
  const records = [
    { second: 1, fraction: 0, data: padded },
    { second: 2, fraction: 0, data: long.subarray(0, 60), original: long.length },
  ];
  expect((await readAll(buildPcap(records, { snapLength: 60 }))).packets.map((row) => row[2])).toEqual([28, 1428]);
});

test('a giant packet becomes several rows at the same time', async () => {
  const data = ethernet(ipv4({ totalLength: 0, payload: udp(1, 2, 20) }));
  const { packets, statistics } = await readAll(buildPcap([{ second: 1, fraction: 0, data, original: 14 + 150_000 }]));
  expect(packets).toEqual([65_535, 65_535, 18_930].map((size) => [1000, 0, size, 0, 1]));
  expect(statistics).toMatchObject({ packets: 1, bytes: 150_000 });
});

test('later fragments join their first; without it they count with port 0, and a warning', async () => {
  const fragments = [
    ipv4({ id: 5, fragment: 0x0010, payload: [1, 2, 3, 4] }),
    ipv4({ id: 5, fragment: 0x2000, payload: udp(5000, 443) }),
    ipv4({ id: 5, fragment: 0x0010, payload: [1, 2, 3, 4] }),
    ipv4({ id: 6, fragment: 0x0010, payload: [1, 2, 3, 4] }),
  ];
  const records = fragments.map((data) => ({ second: 1, fraction: 0, data }));
  const { packets, flows, statistics } = await readAll(buildPcap(records, { linkType: 101 }));
  expect(packets.map((row) => row[3])).toEqual([0, 1, 1, 0]);
  expect(flows.map((flow) => [flow.a.port, flow.b.port])).toEqual([
    [0, 0],
    [5000, 443],
  ]);
  expect(statistics.warnings).toEqual([{ kind: 'fragment without its first', text: expect.stringContaining('byte 40: '), count: 2 }]);
});

test('what is no packet is counted by reason, and what has lost its ports is warned of', async () => {
  const frames = [
    ethernet(ipv4(), [], 0x0806),
    ethernet(ipv4(), [], 0x88cc),
    ethernet(ipv4()).subarray(0, 20),
    ethernet(ipv4(), [], 0x86dd),
    ethernet(ipv4({ totalLength: 3 })),
    ethernet(ipv4({ protocol: 6, payload: [0, 1] })),
    new Uint8Array(0),
  ];
  const records = frames.map((data) => ({ second: 1, fraction: 0, data }));
  const { packets, statistics } = await readAll(buildPcap(records));
  expect(packets).toEqual([[1000, 0, 22, 0, 1]]);
  expect(statistics.skipped).toEqual({ arp: 1, 'not ip': 1, 'truncated header': 2, 'bad ip version': 1, 'bad ip header': 1 });
  expect(statistics.warnings).toMatchObject([{ kind: 'ports cut off', count: 1 }]);
  expect(statistics.records).toBe(7);
});

test.each([262_145, 2 ** 31, 2 ** 32 - 1])('a record length of %i is corrupt, and the packets before it are there', async (captured) => {
  const bytes = buildPcap([RECORDS[0]!, { ...RECORDS[1]!, captured }]);
  const { packets, error } = await readAll(bytes);
  expect(packets).toHaveLength(1);
  expect(error).toMatchObject({ kind: 'corrupt', offset: 24 + 16 + UP.length + 8, found: `a record of ${captured} bytes` });
});

test('a fraction of more than a second is carried over, with a warning', async () => {
  const { packets, statistics } = await readAll(buildPcap([{ second: 10, fraction: 2_500_001, data: UP }]));
  expect(packets[0]!.slice(0, 2)).toEqual([12_500, 1000]);
  expect(statistics.warnings).toMatchObject([{ kind: 'fraction beyond a second', count: 1 }]);
});

test('another link type is not supported, and named', async () => {
  const { error } = await readAll(buildPcap([], { linkType: 147 }));
  expect(error).toMatchObject({ kind: 'unsupported', offset: 20, found: expect.stringMatching(/^link type 147\b/) });
});

test('the end of a capture says what is missing', async () => {
  const bytes = buildPcap(RECORDS);
  const found = async (length: number) => (await readAll(bytes.subarray(0, length))).error?.message;
  expect(await found(10)).toBe('input, byte 0: truncated: found the end after 10 bytes, expected a file header of 24');
  expect(await found(30)).toBe('input, byte 24: truncated: found the end after 6 bytes, expected a record header of 16');
  expect(await found(45)).toBe(`input, byte 24: truncated: found the end after 21 bytes, expected a record of ${16 + UP.length}`);
});

test('a file without packets is a capture', async () => {
  expect(await readAll(buildPcap([]))).toMatchObject({ error: null, packets: [], statistics: { format: 'pcap', resolution: 'packet' } });
});

test('whatever is written is read back', async () => {
  const port = fc.nat(65_535);
  const record = fc.record({ second: fc.nat(0x7fffffff), fraction: fc.nat(999_999), sourcePort: port, destinationPort: port, payload: fc.nat(1400), tag: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(record), fc.boolean(), fc.integer({ min: 1, max: 3000 }), async (records, bigEndian, pieces) => {
      const written = records.map(({ second, fraction, sourcePort, destinationPort, payload, tag }) => ({
        second,
        fraction,
        data: ethernet(ipv4({ payload: udp(sourcePort, destinationPort, payload) }), tag ? [0x8100] : []),
      }));
      const { packets, flows } = await readAll(buildPcap(written, { bigEndian }), pieces, { batchSize: 32 });
      const expected = records.map(({ second, fraction, sourcePort, destinationPort, payload }) => {
        return [1000 * second + Math.floor(fraction / 1000), 1000 * (fraction % 1000), 28 + payload, sourcePort, destinationPort];
      });
      expect(packets.map(([time, nanoseconds, size, flow]) => [time, nanoseconds, size, flows[flow!]!.a.port, flows[flow!]!.b.port])).toEqual(expected);
    }),
    { seed: 3, numRuns: 50 },
  );
});
