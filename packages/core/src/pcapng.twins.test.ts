import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { compareDecoders } from './conformance/compare-decoders.ts';
import { pcapngSetup } from './conformance/pcapng-setup.ts';
import { TWINS } from './conformance/twins.ts';
import { FORMAT_PCAPNG } from './decoding/codes.ts';
import type { Decoder, DecoderOptions } from './decoding/decoder.ts';

const TEST_DATA = new URL('../../../test-data/', import.meta.url);
const SHORT = 10_000;

const captures = readdirSync(TEST_DATA, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.pcapng'))
  .sort()
  .map((name) => readFileSync(new URL(name, TEST_DATA)));
const short = captures.filter(({ length }) => length < SHORT);

/** Bytes that become something else, near the beginning too, where the lengths are that decide most. */
const place = fc.oneof(fc.nat(200), fc.nat(SHORT));
const changes = fc.array(fc.tuple(place, fc.constantFrom(0, 1, 2, 4, 6, 12, 0x80, 0xff)), { minLength: 1, maxLength: 8 });
const pieces = fc.constantFrom([Infinity], [1], [7, 100, 3], [1000]);

describe.each(TWINS.filter(({ name }) => name !== 'typescript'))('$name does exactly what typescript does', ({ makeKernels }) => {
  const open = async (options: DecoderOptions): Promise<[Decoder, Decoder]> => {
    const typescript = await TWINS.find(({ name }) => name === 'typescript')!.makeKernels();
    return [await typescript.openDecoder(options), await (await makeKernels()).openDecoder(options)];
  };
  let tiny: [Decoder, Decoder];
  beforeAll(async () => {
    tiny = await open({ rows: 32, flows: 4, inputBytes: 64 });
  });

  test('on every pcapng of test-data', () => {
    const packets = captures.map((bytes) => [[Infinity], [777, 5]].map((lengths) => compareDecoders(tiny, FORMAT_PCAPNG, pcapngSetup(), bytes, lengths)));
    expect(packets.flat().filter((count) => count > 0).length).toBeGreaterThan(40);
  });

  test('on changed ones', () => {
    const counts: number[] = [];
    fc.assert(
      fc.property(fc.constantFrom(...short), changes, pieces, (original, changed, lengths) => {
        const bytes = Uint8Array.from(original);
        for (const [at, value] of changed) bytes[at % bytes.length] = value;
        counts.push(compareDecoders(tiny, FORMAT_PCAPNG, pcapngSetup(), bytes, lengths));
      }),
      { seed: 20261122, numRuns: 400 },
    );
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(100);
  });
});
