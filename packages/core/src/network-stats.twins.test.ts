import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { compareDecoders } from './conformance/compare-decoders.ts';
import { csvSetup, EXTENDED_HEADER, REGULAR_HEADER } from './conformance/decode-csv.ts';
import { TWINS } from './conformance/twins.ts';
import { FORMAT_NETWORK_STATS } from './decoding/codes.ts';
import type { Decoder, DecoderOptions } from './decoding/decoder.ts';

/** Every CSV of test-data that has the columns of network-stats, decompressed, cut behind its header. */
function captures(): [header: string, lines: Uint8Array][] {
  const root = new URL('../../../test-data/', import.meta.url);
  // The corpus is twenty times the rest and of one make: nothing in it that the recorded captures do not have.
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.csv(\.gz)?$/.test(name) && !name.startsWith('corpus/'));
  return names.flatMap((name): [string, Uint8Array][] => {
    const stored = readFileSync(new URL(name, root));
    const bytes = name.endsWith('.gz') ? gunzipSync(stored) : stored;
    const headerEnd = bytes.indexOf(10);
    const header = new TextDecoder().decode(bytes.subarray(0, headerEnd)).trim();
    return REGULAR_HEADER.split(',').filter((column) => !column.startsWith('Port')).every((column) => header.split(',').includes(column)) ? [[header, bytes.subarray(headerEnd + 1)]] : [];
  });
}

const number = fc.oneof(fc.nat(70_000), fc.maxSafeNat(), fc.constantFrom('12.0', '1e3', '', '-1', ' 7', '1.5', '65536', '1600000000'));
const address = fc.constantFrom('10.0.0.1', '10.0.0.2', '::1', '2001:DB8::5', 'AnonIP1', '0', '', ' a', 'a long address of a host', 'another long address', 'fe80::1%x', '1.2.3.256');
const list = (item: fc.Arbitrary<number | string>) => fc.array(item, { maxLength: 40, size: 'max' }).map((items) => items.map((value) => `${value};`).join(''));
const time = fc.oneof({ weight: 50, arbitrary: fc.integer({ min: 1_600_000_000_000, max: 1_600_000_100_000 }) }, { weight: 1, arbitrary: fc.constantFrom(5, '0', '999999999999999', '12345678901234', 'x') });
const size = fc.oneof({ weight: 50, arbitrary: fc.nat(1500) }, { weight: 2, arbitrary: fc.constantFrom(65_535, 65_536, 131_071, 1_048_576) }, { weight: 1, arbitrary: fc.constantFrom('', '00000001', '1048577') });
const direction = fc.oneof({ weight: 60, arbitrary: fc.constantFrom(1, 2) }, { weight: 1, arbitrary: fc.constantFrom('01', '3', '') });
const good = fc.tuple(address, address, fc.array(fc.tuple(fc.integer({ min: 1_600_000_000_000, max: 1_600_000_000_999 }), fc.nat(2000), fc.constantFrom(1, 2)), { maxLength: 40, size: 'max' })).map(([ip1, ip2, packets]) => {
  const column = (index: number) => packets.map((packet) => `${packet[index]};`).join('');
  return `1600000000,${ip1},5000,${ip2},443,17,0,0,0,0,${column(0)},${column(1)},${column(2)}`;
});
const wild = fc.tuple(number, address, number, address, number, fc.constantFrom(6, 17, 256), number, number, number, number, list(time), list(size), list(direction)).map((fields) => fields.join(','));
const lines = fc.array(fc.tuple(fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: wild }, { weight: 1, arbitrary: fc.constant('') }), fc.constantFrom('\n', '\n', '\r\n')), { maxLength: 12 });
/** Bytes of the whole that are something else. */
const mutations = fc.array(fc.tuple(fc.nat(20_000), fc.constantFrom(0, 10, 13, 44, 48, 57, 58, 59, 101, 255)), { maxLength: 3 });
const pieces = fc.constantFrom([Infinity], [1], [7, 100, 3], [1000]);

describe.each(TWINS.filter(({ name }) => name !== 'typescript'))('$name does exactly what typescript does', ({ makeKernels }) => {
  const open = async (options: DecoderOptions): Promise<[Decoder, Decoder]> => {
    const typescript = await TWINS.find(({ name }) => name === 'typescript')!.makeKernels();
    return [await typescript.openDecoder(options), await (await makeKernels()).openDecoder(options)];
  };
  let tiny: [Decoder, Decoder];
  let large: [Decoder, Decoder];
  beforeAll(async () => {
    tiny = await open({ rows: 32, flows: 4, inputBytes: 64 });
    large = await open({ rows: 8192, flows: 4096, inputBytes: 1 << 20 });
  });

  test('on every CSV of test-data but the corpus', () => {
    const all = captures();
    expect(all.length).toBeGreaterThan(30);
    let packets = 0;
    for (const [header, bytes] of all) {
      packets += compareDecoders(large, FORMAT_NETWORK_STATS, csvSetup(header), bytes, [Infinity]);
      compareDecoders(tiny, FORMAT_NETWORK_STATS, csvSetup(header), bytes.subarray(0, 60_000), [777, 5]);
    }
    expect(packets).toBeGreaterThan(500_000);
  });

  test('on generated rows, mutated, with full columns, long rows and evictions', async () => {
    let packets = 0;
    await fc.assert(
      fc.asyncProperty(lines, mutations, pieces, fc.boolean(), async (rows, changes, chunking, extended) => {
        const text = rows.map(([line, end]) => (extended ? line : line.split(',').slice(0, 10).join(',')) + end).join('');
        const bytes = new TextEncoder().encode(text);
        if (bytes.length > 0) for (const [place, value] of changes) bytes[place % bytes.length] = value;
        packets += compareDecoders(tiny, FORMAT_NETWORK_STATS, csvSetup(extended ? EXTENDED_HEADER : REGULAR_HEADER), bytes, chunking);
      }),
      { seed: 20261122, numRuns: 300 },
    );
    expect(packets).toBeGreaterThan(5000);
    expect(tiny[0].views.input.length).toBe(tiny[1].views.input.length);
  });
});
