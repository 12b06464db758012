import type { FormatHost } from '../packages/capture/src/format-host.ts';
import type { Decoder, DecoderOptions } from '../packages/core/src/decoding/decoder.ts';
import type { Engine, Kernels } from '../packages/core/src/kernels.ts';
import { loadKernels } from '../packages/core/src/load.ts';
import { Chunks } from './chunks.ts';
import { decodeInput } from './decode-input.ts';
import type { FuzzInput } from './input.ts';
import { Lockstep } from './lockstep.ts';
import { Outcome } from './outcome.ts';
import type { Random } from './random.ts';
import type { InputCheck } from './target.ts';

/** Tables so small that they overflow, and one that does not. */
const SIZES: readonly { rows: number; flows: number; otherRows: number }[] = [
  { rows: 32, flows: 1, otherRows: 50 },
  { rows: 32, flows: 4, otherRows: 256 },
  { rows: 33, flows: 16, otherRows: 32 },
  { rows: 100, flows: 64, otherRows: 40 },
  { rows: 64, flows: 256, otherRows: 600 },
  { rows: 4096, flows: 1024, otherRows: 512 },
];
const INPUT_BYTES = 512;
/** Inputs that decoders with longer columns are used for: new ones cost as much as many inputs. */
const WIDENED = 128;

type Size = (typeof SIZES)[number];

interface Bench {
  readonly size: Size;
  pair: Lockstep;
  alone: Lockstep;
}

/** Opens decoders; a test may bring faulty ones. */
export type OpenDecoder = (engine: Engine | 'checked', options: DecoderOptions) => Promise<Decoder>;

/**
 * Both twins decode every input in the same random pieces and must show the same after every call; a third decoder gets it
 * whole, with columns of another length, and must come to the same. The third is fresh now and then (the others have been
 * reset ever since), and in turn a twin of either kind and the checked build.
 */
export async function openKernelCheck(makeHost: () => FormatHost, open?: OpenDecoder): Promise<InputCheck> {
  const openDecoder = open ?? (await loadDecoders());
  const outcome = new Outcome();
  const other = new Outcome();
  const whole = new Chunks({} as Random);
  whole.whole();
  let turn = 0;
  const openAlone = async ({ otherRows, flows }: Size) => {
    const engine = (['wasm', 'typescript', 'checked'] as const)[turn % 3]!;
    return new Lockstep([await openDecoder(engine, { rows: otherRows, flows, inputBytes: INPUT_BYTES })]);
  };
  const openPair = async ({ rows, flows }: Size) => {
    const options = { rows, flows, inputBytes: INPUT_BYTES };
    return new Lockstep([await openDecoder('typescript', options), await openDecoder('wasm', options)]);
  };
  const benches: Bench[] = [];
  for (const size of SIZES) benches.push({ size, pair: await openPair(size), alone: await openAlone(size) });
  /** Rows of many packets make the columns longer for good, and then they are never full again. */
  const shorten = async (bench: Bench) => {
    bench.pair = await openPair(bench.size);
    bench.alone = await openAlone(bench.size);
  };
  return {
    check(input: FuzzInput, random: Random): void | Promise<void> {
      const bench = random.pick(benches);
      const { size, pair, alone } = bench;
      const chunks = new Chunks(random);
      chunks.choose(input);
      decodeInput(pair, makeHost(), input, chunks, outcome);
      decodeInput(alone, makeHost(), input, whole, other);
      outcome.compare(other);
      const widened = pair.decoder.views.time.length > size.rows || alone.decoder.views.time.length > size.otherRows;
      if (widened && random.oneIn(WIDENED)) return shorten(bench);
    },
    async refresh() {
      turn++;
      for (const bench of benches) bench.alone = await openAlone(bench.size);
    },
  };
}

async function loadDecoders(): Promise<OpenDecoder> {
  const kernels: Record<Engine | 'checked', Kernels> = {
    typescript: await loadKernels('typescript'),
    wasm: await loadKernels('wasm'),
    checked: await loadKernels('wasm', { checked: true }),
  };
  return (engine, options) => kernels[engine].openDecoder(options);
}
