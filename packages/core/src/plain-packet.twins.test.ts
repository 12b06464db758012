import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ethernet, ipv4, type PcapRecord, pcapRecords, udp } from './conformance/build-packets.ts';
import { compareDecoders } from './conformance/compare-decoders.ts';
import { pcapSetup } from './conformance/decode-all.ts';
import { TWINS } from './conformance/twins.ts';
import { FORMAT_PCAP } from './decoding/codes.ts';
import type { Decoder } from './decoding/decoder.ts';

// The WebAssembly twin takes a short cut for plain packets of known flows, shorter still once tunnel.ts has looked at enough. This is about its edges.

const LOOKS = 64;
const PAYLOAD = Array.from({ length: 20 }, (_, i) => i * 11);
/** Two of them have the same addresses at both ends, one the same ports too. */
const ENDS = [[1, 2, 1000, 53], [1, 3, 1000, 53], [4, 4, 7, 8], [5, 5, 9, 9]] as const;

function frame(end: number, forward: boolean): Uint8Array {
  const [near, far, nearPort, farPort] = ENDS[end]!;
  const [from, to] = forward ? [near, far] : [far, near];
  const [fromPort, toPort] = forward ? [nearPort, farPort] : [farPort, nearPort];
  const header = udp(fromPort, toPort, PAYLOAD.length);
  return ethernet(ipv4({ source: [10, 0, 0, from], destination: [10, 0, 0, to], payload: [...header.slice(0, 8), ...PAYLOAD] }));
}

/** Every flow until nothing of it is looked at any more. */
const lookedAt: PcapRecord[] = Array.from({ length: (LOOKS + 2) * ENDS.length }, (_, i) => ({ second: 5, data: frame(i % ENDS.length, true) }));

/** Places and values of the header that matter: version, total length, fragments, protocol. */
const telling = fc.constantFrom<[number, number][]>([14, 0x46], [14, 0x44], [17, 20], [17, 23], [17, 24], [20, 0x20], [20, 0x20], [20, 0x40], [21, 1], [21, 1], [23, 6], [23, 1]);

const changed = fc.record({
  end: fc.nat(ENDS.length - 1),
  forward: fc.boolean(),
  bytes: fc.array(fc.oneof(telling, fc.tuple(fc.nat(41), fc.constantFrom(0, 1, 4, 8, 0x20, 0xff))), { maxLength: 2 }),
  length: fc.constantFrom(62, 62, 62, 42, 38, 37, 34, 33, 14, 0),
});

test.each(TWINS.filter(({ name }) => name !== 'typescript'))('$name decodes packets that are plain, or not quite, as typescript does', async ({ makeKernels }) => {
  const typescript = await TWINS.find(({ name }) => name === 'typescript')!.makeKernels();
  const options = { rows: 40, flows: 6, inputBytes: 64 };
  const decoders: [Decoder, Decoder] = [await typescript.openDecoder(options), await (await makeKernels()).openDecoder(options)];
  fc.assert(
    fc.property(fc.array(changed, { minLength: 1, maxLength: 40, size: 'max' }), (packets) => {
      const records = packets.map(({ end, forward, bytes, length }, i): PcapRecord => {
        const data = frame(end, forward);
        for (const [place, value] of bytes) data[place] = value;
        return { second: 6 + i, fraction: 1000 * i + 1, data: data.subarray(0, length) };
      });
      const count = compareDecoders(decoders, FORMAT_PCAP, pcapSetup(), pcapRecords([...lookedAt, ...records]), [Infinity]);
      expect(count).toBeGreaterThanOrEqual(lookedAt.length);
    }),
    { seed: 20261122, numRuns: 100 },
  );
});
