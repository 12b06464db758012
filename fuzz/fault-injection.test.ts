import { expect, test } from 'vitest';
import { PcapHost } from '../packages/capture/src/pcap/host.ts';
import * as codes from '../packages/core/src/decoding/codes.ts';
import type { Decoder } from '../packages/core/src/decoding/decoder.ts';
import { loadKernels } from '../packages/core/src/load.ts';
import { generatePcap } from './generate-pcap.ts';
import { type OpenDecoder, openKernelCheck } from './kernel-check.ts';
import { Trial, type TrialFailure } from './trial.ts';

const INPUTS = 200;

/** Real decoders of both twins, of which those of one engine get a fault after every call. */
async function faulty(engine: string, change: (decoder: Decoder, stop: number, start: number) => number): Promise<OpenDecoder> {
  const kernels = { typescript: await loadKernels('typescript'), wasm: await loadKernels('wasm') };
  return async (wanted, options) => {
    const decoder = await kernels[wanted === 'typescript' ? 'typescript' : 'wasm'].openDecoder(options);
    if (engine !== wanted && engine !== 'both') return decoder;
    return {
      engine: decoder.engine,
      get views() {
        return decoder.views;
      },
      reserve: (bytes) => decoder.reserve(bytes),
      widen: (rows) => decoder.widen(rows),
      decode: (format, start, end) => change(decoder, decoder.decode(format, start, end), start),
      take: () => decoder.take(),
      reset: () => decoder.reset(),
    };
  };
}

/** What fuzzing finds first, and that as small as it gets. */
async function findFault(open: OpenDecoder): Promise<TrialFailure | null> {
  const check = await openKernelCheck(() => new PcapHost('input'), open);
  const trial = new Trial((input, random) => generatePcap(input, random, false), check, 1);
  for (let index = 0; index < INPUTS; index++) {
    const failure = await trial.try(index);
    if (failure) return trial.minimise(failure, () => {});
  }
  return null;
}

test('decoders without a fault have none', async () => {
  expect(await findFault(await faulty('none', (_decoder, stop) => stop))).toBe(null);
});

test.each<[string, string, RegExp, (decoder: Decoder, stop: number, start: number) => number]>([
  ['a row that one twin gives another size', 'wasm', /^twins differ: size\[0\] is/, ({ views }, stop) => {
    if (views.report[codes.REPORT_ROWS]! > 0) views.size[0] = 7;
    return stop;
  }],
  ['−0 for 0', 'wasm', /^twins differ: report\[6\] is -0, in the TypeScript twin 0/, ({ views }, stop) => {
    views.report[codes.REPORT_FAULT] = -0;
    return stop;
  }],
  ['a stop of another kind', 'typescript', /^twins differ: wasm stops for/, (_decoder, stop) => stop + 1],
  ['a decoder that goes back', 'both', /^inconsistent: position/, ({ views }, stop, start) => {
    views.report[codes.REPORT_POSITION] = start - 1;
    return stop;
  }],
  ['bytes that are counted and not shown', 'both', /^inconsistent: \d+ bytes reported/, ({ views }, stop) => {
    if (views.report[codes.REPORT_PACKETS]! > 0) views.report[codes.REPORT_BYTES]!++;
    return stop;
  }],
  ['a decoder that waits for nothing', 'both', /^inconsistent: 0 bytes needed/, ({ views }, stop) => {
    views.report[codes.REPORT_NEED] = 0;
    return stop;
  }],
  ['a record that is lost where a piece ends', 'both', /^chunks matter/, ({ views }, stop) => {
    if (stop === codes.STOP_NEEDS_BYTES) views.skipped[codes.SKIP_ARP]!++;
    if (stop === codes.STOP_NEEDS_BYTES) views.report[codes.REPORT_RECORDS]!++;
    return stop;
  }],
  ['a decoder that throws', 'both', /^throws: RangeError: no/, () => {
    throw new RangeError('no');
  }],
])('%s is found', async (_name, engine, expected, change) => {
  const failure = await findFault(await faulty(engine, change));
  expect(`${failure?.kind}: ${failure?.message}`).toMatch(expected);
});
