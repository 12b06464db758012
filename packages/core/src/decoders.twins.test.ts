import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { address6, ethernet, ipv4, ipv6, type PcapRecord, pcapRecords, udp } from './conformance/build-packets.ts';
import { compareDecoders } from './conformance/compare-decoders.ts';
import { pcapSetup } from './conformance/decode-all.ts';
import { TWINS } from './conformance/twins.ts';
import { FORMAT_PCAP } from './decoding/codes.ts';
import type { Decoder, DecoderOptions } from './decoding/decoder.ts';

const FILE_HEADER = 24;
const MAGICS = new Map<number, { nanosecond?: boolean; modified?: boolean }>([
  [0xa1b2c3d4, {}],
  [0xa1b23c4d, { nanosecond: true }],
  [0xa1b2cd34, { modified: true }],
]);

/** Every pcap of test-data, decompressed, whose file header is whole and right. */
function pcaps(): [name: string, bytes: Uint8Array][] {
  const root = new URL('../../../test-data/', import.meta.url);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.pcap(\.gz)?$/.test(name));
  return names.flatMap((name): [string, Uint8Array][] => {
    const stored = readFileSync(new URL(name, root));
    const bytes = name.endsWith('.gz') ? decompressed(stored) : stored;
    return bytes.length >= FILE_HEADER && setupOf(bytes) ? [[name, bytes]] : [];
  });
}

/** Empty where the compression itself is broken, which is another test's matter. */
function decompressed(stored: Uint8Array): Uint8Array {
  try {
    return gunzipSync(stored);
  } catch {
    return new Uint8Array(0);
  }
}

function setupOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shape = MAGICS.get(view.getUint32(0)) ?? MAGICS.get(view.getUint32(0, true));
  const bigEndian = MAGICS.has(view.getUint32(0));
  return shape && pcapSetup({ ...shape, bigEndian, linkType: view.getUint16(bigEndian ? 22 : 20, !bigEndian) });
}

const packet = fc.record({
  version: fc.constantFrom(4, 6),
  near: fc.nat(6),
  far: fc.nat(6),
  port: fc.nat(3),
  next: fc.constantFrom(6, 17, 17, 1, 47, 132, 0, 44),
  id: fc.nat(2),
  fragment: fc.constantFrom(0, 0, 0, 0x2000, 0x0010, 0x4000),
  payload: fc.nat(40),
  original: fc.constantFrom(undefined, undefined, 0, 70_000, 1_048_600, 4_294_967_295),
  lengthless: fc.constantFrom(false, false, false, true),
  tags: fc.constantFrom([], [], [0x8100], [0x88a8, 0x8100]),
  fraction: fc.constantFrom(0, 999_999, 1_000_000, 4_294_967_295),
});

const records = fc.array(packet, { minLength: 1, maxLength: 60, size: 'max' }).map((packets) =>
  packets.map((p, i): PcapRecord => {
    const payload = [p.next === 44 ? 17 : 6, 0, 0, p.fragment & 0xff, 0, 0, 0, p.id, ...udp(p.port, 443, p.payload)];
    const bare = p.next === 0 || p.next === 44 ? payload : udp(p.port, 443, p.payload);
    const ip =
      p.version === 4
        ? ipv4({ source: [10, 0, 0, p.near], destination: [10, 0, 0, p.far], protocol: p.next, id: p.id, fragment: p.fragment, payload: bare, ...(p.lengthless && { totalLength: 0 }) })
        : ipv6({ source: address6(p.near), destination: address6(p.far), next: p.next, payload: bare, ...(p.lengthless && { payloadLength: 0 }) });
    return { second: 1000 + 7 * i, fraction: p.fraction, data: ethernet(ip, p.tags), ...(p.original !== undefined && { original: p.original }) };
  }),
);

/** Bytes of the whole that are something else. */
const mutations = fc.array(fc.tuple(fc.nat(20_000), fc.constantFrom(0, 1, 0x45, 0x60, 0x7f, 0x80, 0xff)), { maxLength: 12 });

const pieces = fc.constantFrom([Infinity], [Infinity], [7, 100, 3], [1000], [2]);

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

  test('on every pcap of test-data', () => {
    const all = pcaps();
    expect(all.length).toBeGreaterThan(10);
    let packets = 0;
    for (const [, bytes] of all) {
      const setup = setupOf(bytes)!;
      packets += compareDecoders(large, FORMAT_PCAP, setup, bytes.subarray(FILE_HEADER), [Infinity]);
      compareDecoders(tiny, FORMAT_PCAP, setup, bytes.subarray(FILE_HEADER, 100_000), [777, 5]);
    }
    expect(packets).toBeGreaterThan(50_000);
  });

  test('on generated packets, mutated, with full columns and evictions', () => {
    let packets = 0;
    fc.assert(
      fc.property(records, mutations, pieces, fc.boolean(), fc.constantFrom(1, 1, 101, 113, 147), (written, changes, chunking, bigEndian, linkType) => {
        const bytes = pcapRecords(written, { bigEndian });
        for (const [place, value] of changes) bytes[place % bytes.length] = value;
        packets += compareDecoders(tiny, FORMAT_PCAP, pcapSetup({ bigEndian, linkType }), bytes, chunking);
      }),
      { seed: 20261122, numRuns: 100 },
    );
    expect(packets).toBeGreaterThan(400);
    expect(tiny[0].views.input.length).toBe(tiny[1].views.input.length);
  });
});

test('a difference is found and named', async () => {
  const kernels = await TWINS[0]!.makeKernels();
  const decoders: [Decoder, Decoder] = [
    await kernels.openDecoder({ rows: 32, flows: 4, inputBytes: 64 }),
    await kernels.openDecoder({ rows: 32, flows: 5, inputBytes: 64 }),
  ];
  const bytes = pcapRecords([1, 2, 3, 4, 5].map((port) => ({ data: ethernet(ipv4({ payload: udp(port, 443) })) })));
  expect(() => compareDecoders(decoders, FORMAT_PCAP, pcapSetup(), bytes, [Infinity])).toThrow(/^call \d+: report\[\d+\] is 0 \(typescript\), expected 1 \(typescript\)$/);
});
