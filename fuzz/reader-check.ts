import type { ByteReader } from '../packages/capture/src/source.ts';
import type { Decoder } from '../packages/core/src/decoding/decoder.ts';
import type { Kernels } from '../packages/core/src/kernels.ts';
import { loadKernels } from '../packages/core/src/load.ts';
import { checkEarlyEnd } from './early-ends.ts';
import { FuzzFailure } from './failure.ts';
import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';
import { type ReadingSizes, readInput, summaryOf } from './read-input.ts';
import type { InputCheck } from './target.ts';

const SIZES: readonly ReadingSizes[] = [
  { batchSize: 32, flows: 4 },
  { batchSize: 100, flows: 64 },
  { batchSize: 4096, flows: 1024 },
];
/** An input of 16 kB, or the 4 MiB that one unpacks to, is never a record or line of more. */
const MOST_WAITING = 16 * 2 ** 20;
/** Milliseconds, with much room: a machine may be busy. */
const MOST_TIME = 10_000;

/** Reads every input twice: in random pieces, some of which must be waited for, with one twin, and at once with the other. */
export async function openReaderCheck(): Promise<InputCheck> {
  const pools: DecoderPool[] = [new DecoderPool(await loadKernels('wasm')), new DecoderPool(await loadKernels('typescript'))];
  return {
    async check(input: FuzzInput, random: Random): Promise<void> {
      const sizes = random.pick(SIZES);
      const bytes = input.toBytes();
      const most = random.oneIn(40) ? 1 : random.pick([16, 200, 3000, 100_000]);
      const [first, second] = random.oneIn(2) ? [0, 1] : [1, 0];
      const start = performance.now();
      const pieces = await readInput(inPieces(bytes, most === 1 && bytes.length > 2000 ? 16 : most, random), bytes.length, pools[first]!.kernels, sizes);
      const whole = await readInput(inPieces(bytes, bytes.length), bytes.length, pools[second]!.kernels, sizes);
      const took = performance.now() - start;
      if (took > MOST_TIME) throw new FuzzFailure('hangs', `${Math.round(took)} ms for ${bytes.length} bytes`);
      const mine = summaryOf(pieces);
      const theirs = summaryOf(whole);
      if (mine !== theirs) throw new FuzzFailure('chunks matter', `in pieces ${mine}, at once ${theirs}`);
      if (random.oneIn(4)) await checkEarlyEnd(bytes, random, pools[first]!.kernels);
      for (const pool of pools) pool.check();
    },
    async refresh() {
      for (const pool of pools) pool.forget();
    },
  };
}

function inPieces(bytes: Uint8Array, most: number, random?: Random): ByteReader {
  let at = 0;
  const read = (target: Uint8Array): number => {
    const count = Math.min(bytes.length - at, target.length, random && most > 1 ? random.between(1, most) : most);
    target.set(bytes.subarray(at, at + count));
    at += count;
    return count;
  };
  return { read: (target) => (random?.oneIn(4) ? Promise.resolve(read(target)) : read(target)) };
}

/** Kernels whose decoders are used again: a decoder of a real size costs more than a hundred inputs. */
class DecoderPool {
  readonly kernels: Kernels;
  readonly #decoders = new Map<number, Decoder>();

  constructor(kernels: Kernels) {
    this.kernels = {
      ...kernels,
      openDecoder: async (options) => {
        const known = this.#decoders.get(options.flows);
        known?.reset();
        const decoder = known ?? (await kernels.openDecoder(options));
        this.#decoders.set(options.flows, decoder);
        return decoder;
      },
    };
  }

  /** @throws FuzzFailure if an input has made a decoder keep more than it should */
  check(): void {
    for (const { views } of this.#decoders.values()) {
      if (views.input.length > MOST_WAITING) throw new FuzzFailure('memory', `${views.input.length} bytes of input are kept`);
    }
  }

  forget(): void {
    this.#decoders.clear();
  }
}
