import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { ipv4 } from '../conformance/build-packets.ts';
import { pcapngBlocks } from '../conformance/build-pcapng.ts';
import { decodeAll } from '../conformance/decode-all.ts';
import { pcapngSetup } from '../conformance/pcapng-setup.ts';
import { TWINS } from '../conformance/twins.ts';
import { FORMAT_PCAPNG, SKIP_IMPOSSIBLE_TIME } from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';

const LATEST = 8_640_000_000_000_000n;
const BILLION = 1_000_000_000n;
const TWO_TO_53 = 2n ** 53n;
const DATA = [...ipv4()];

interface Stamp {
  readonly resolution: number;
  readonly offset: bigint;
  readonly ticks: bigint;
}

/** Epoch ms and nanoseconds beyond, from integers of any size; null if it is no possible date. */
function exact({ resolution, offset, ticks }: Stamp): [number, number] | null {
  const exponent = BigInt(resolution & 0x7f);
  const binary = resolution >= 0x80;
  // Of fractions only 32 binary digits count.
  const dropped = binary && exponent > 32n ? exponent - 32n : 0n;
  const perSecond = binary ? 2n ** (exponent - dropped) : 10n ** exponent;
  const kept = ticks >> dropped;
  const seconds = kept / perSecond;
  const nanoseconds = ((kept % perSecond) * BILLION) / perSecond;
  const milliseconds = (seconds + offset) * 1000n + nanoseconds / 1_000_000n;
  if (seconds >= TWO_TO_53 || offset > TWO_TO_53 || offset < -TWO_TO_53 || milliseconds > LATEST || milliseconds < -LATEST) return null;
  return [Number(milliseconds), Number(nanoseconds % 1_000_000n)];
}

const extremes = [0n, 1n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n, 1_700_000_000_123_456n, 1_700_000_000_123_456_789n];
const offsets = [0n, -1n, 3600n, -1_700_000_000n, TWO_TO_53, -TWO_TO_53, TWO_TO_53 + 2n, -TWO_TO_53 - 2n, 8_640_000_000_000n, 2n ** 63n - 1n, -(2n ** 63n)];
const stamp = fc.record({
  resolution: fc.oneof(fc.constantFrom(0, 3, 6, 9, 10, 18, 19, 20, 127, 0x80, 0x8a, 0xa0, 0xa1, 0xc0, 0xff), fc.nat(255)),
  offset: fc.oneof(fc.constantFrom(...offsets), fc.bigInt(-(2n ** 40n), 2n ** 40n)),
  ticks: fc.oneof(fc.constantFrom(...extremes), fc.bigInt(0n, 2n ** 64n - 1n)),
});

describe.each(TWINS)('$name', ({ makeKernels }) => {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await (await makeKernels()).openDecoder({ rows: 4096, flows: 8, inputBytes: 1 << 16 });
  });

  function expectExact(stamps: readonly Stamp[], bigEndian = false): void {
    const b = pcapngBlocks(bigEndian);
    const bytes = stamps.flatMap(({ resolution, offset, ticks }, row) => [...b.description({ resolution, offset }), ...b.packet(ticks, DATA, { row })]);
    const { packets, skipped } = decodeAll(decoder, Uint8Array.from([...b.section(), ...bytes]), pcapngSetup(), [Infinity], FORMAT_PCAPNG);
    const expected = stamps.map(exact);
    expect(packets.map(([time, nanoseconds]) => [time, nanoseconds])).toEqual(expected.filter((time) => time !== null));
    expect(skipped[SKIP_IMPOSSIBLE_TIME]).toBe(expected.filter((time) => time === null).length);
  }

  test('every resolution gives the time to the nanosecond', () => {
    for (let resolution = 0; resolution < 256; resolution++) {
      const exponent = BigInt(resolution & 0x7f);
      const perSecond = resolution < 0x80 ? 10n ** exponent : 2n ** exponent;
      const now = [1_700_000_000_123_456_789n, 1_700_000_000_999_999_999n].map((time) => (time * perSecond) / BILLION);
      const ticks = [...now, perSecond - 1n, perSecond, perSecond + 1n, (perSecond * 2n) / 3n, ...extremes].filter((value) => value < 2n ** 64n);
      expectExact(ticks.map((value) => ({ resolution, offset: 0n, ticks: value })));
    }
  });

  test('extreme and random ticks, resolutions and offsets', () => {
    fc.assert(fc.property(fc.array(stamp, { minLength: 1, maxLength: 60 }), fc.boolean(), expectExact), { seed: 14, numRuns: 150 });
  });

  test('before 1970 whole milliseconds are rounded down too', () => {
    expectExact([{ resolution: 9, offset: -2n, ticks: 999_999_999n }]);
    expect(exact({ resolution: 9, offset: -2n, ticks: 999_999_999n })).toEqual([-1001, 999_999]);
  });
});
