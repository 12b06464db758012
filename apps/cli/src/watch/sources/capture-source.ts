import { fstatSync, type Stats, statSync } from 'node:fs';
import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { createStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import { WALL_CLOCK } from '@tunnelscope/detector/live/clock';
import { pace } from '@tunnelscope/detector/live/pace';
import { playTogether } from '@tunnelscope/detector/live/play-together';
import { describe, describeFileError } from '../../complain.ts';
import { InputError } from '../../exit.ts';
import { addStatistics } from './add-statistics.ts';
import { lossCounters } from './loss-counters.ts';
import type { WatchedSource } from './source.ts';

export interface CaptureSourceOptions {
  readonly kernels: Kernels;
  /** Times as fast as it was recorded; Infinity: as fast as possible; undefined: a file as `replay` says, a pipe as it comes. */
  readonly speed: number | undefined;
  /** Speed of a file where none is asked for. */
  readonly replay: number;
  /** The file is still being written. */
  readonly follow: boolean;
  /** What the file is called on the screen. */
  readonly shownName: string;
  /** What is shown in place of a text that may name addresses. */
  readonly maskText: (text: string) => string;
}

/**
 * A file, a pipe, or standard input as `-`; or several files, which are replayed as if they had begun together. A file is opened and its first packets are read at once, so that one that cannot be
 * read never comes to a screen.
 * @throws InputError or CaptureError if it cannot be read at all
 */
export async function openCaptureSource(paths: readonly string[], { kernels, speed, replay, follow, shownName, maskText }: CaptureSourceOptions): Promise<WatchedSource> {
  const regular = paths.map(isRegular).every(Boolean);
  const replayed = regular && !follow;
  const wanted = speed ?? (replayed ? replay : undefined);
  const sources = paths.map((path) => openCapture(path, { follow }));
  const each = sources.map(() => createStatistics());
  const statistics = () => each.reduce(addStatistics);
  const stop = new AbortController();
  let fault: Error | null = null;

  async function* faulty(batches: AsyncIterable<CaptureBatch>): AsyncGenerator<CaptureBatch, void, undefined> {
    try {
      yield* batches;
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  const captures = sources.map((source, i) => readCapture(source, kernels, { statistics: each[i]! }));
  const batches = captures.length === 1 ? captures[0]! : playTogether(captures);
  const read = faulty(replayed ? await begun(batches) : batches);
  return {
    view: {
      name: shownName,
      kind: replayed ? 'replay' : regular ? 'file' : 'pipe',
      speed: wanted ?? 1,
      counters: () => lossCounters(statistics(), null),
      error: () => (fault === null ? null : maskText(describe(fault))),
    },
    packets: wanted === undefined || wanted === Infinity ? read : pace(read, wanted, WALL_CLOCK, stop.signal),
    get statistics() {
      return statistics();
    },
    dropped: () => null,
    fault: () => fault,
    close: async () => {
      stop.abort();
      for (const source of sources) source.close();
    },
  };
}

/** @throws InputError if there is nothing under this name that can be read */
function isRegular(path: string): boolean {
  let status: Stats;
  try {
    status = path === '-' ? fstatSync(0) : statSync(path);
  } catch (error) {
    throw new InputError(describeFileError(path, error));
  }
  if (status.isDirectory()) throw new InputError(describeFileError(path, { code: 'EISDIR' }));
  return status.isFile();
}

/** The same batches, the first of them read already. @throws what reading it throws */
async function begun(batches: AsyncGenerator<CaptureBatch, void, undefined>): Promise<AsyncIterable<CaptureBatch>> {
  const first = await batches.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* batches;
  })();
}
