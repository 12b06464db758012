import { CaptureError } from '../packages/capture/src/errors.ts';
import { gunzip, unzstd } from '../packages/capture/src/file.ts';
import { readCapture } from '../packages/capture/src/read.ts';
import type { CaptureSource } from '../packages/capture/src/source.ts';
import type { Kernels } from '../packages/core/src/kernels.ts';
import { FuzzFailure } from './failure.ts';
import type { Random } from './random.ts';

const ENDS = ['the source fails', 'the source is closed', 'the caller stops'] as const;

/**
 * Reads an input that ends before its end: its source fails, or is closed on purpose, or whoever reads has enough.
 * @throws FuzzFailure if that gives a wrong error, or the source is left open
 */
export async function checkEarlyEnd(bytes: Uint8Array, random: Random, kernels: Kernels): Promise<void> {
  const end = random.pick(ENDS);
  const last = random.below(bytes.length + 1);
  let at = 0;
  let stopped = false;
  let left = true;
  const read = (target: Uint8Array): number => {
    if (at === last && end === 'the source fails') throw new Error('the disk is gone');
    if (at === last && end === 'the source is closed') stopped = true;
    const count = stopped ? 0 : Math.min(last - at, target.length, 1 + random.below(2000));
    target.set(bytes.subarray(at, at + count));
    at += count;
    return count;
  };
  const source: CaptureSource = {
    name: 'input',
    decompressors: { gzip: gunzip, zstd: unzstd },
    get closed() {
      return stopped;
    },
    read: (target) => (random.oneIn(2) ? read(target) : Promise.resolve(target).then(read)),
    close() {
      left = false;
    },
  };
  let error: CaptureError | null = null;
  try {
    for await (const _batch of readCapture(source, kernels, { batchSize: 32, flows: 4 })) if (end === 'the caller stops') break;
  } catch (thrown) {
    if (!(thrown instanceof CaptureError)) throw thrown;
    error = thrown;
  }
  if (left) throw new FuzzFailure('inconsistent', `the source is left open when ${end}`);
  if (stopped && error?.kind === 'truncated') throw new FuzzFailure('inconsistent', `${error.message}, although ${end}`);
  if (end === 'the source fails' && error === null) throw new FuzzFailure('inconsistent', `nothing is said when ${end}`);
}
