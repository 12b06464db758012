import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { CaptureError } from '@tunnelscope/capture/errors';
import { openCapture } from '@tunnelscope/capture/file';
import { type CaptureStatistics, createStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { Progress } from '../progress.ts';
import { lossWarnings } from '@tunnelscope/capture/loss-warnings';

/** One capture being read as far as it can be: a fault ends the packets, and is kept for later. */
export class CaptureReading {
  readonly file: string;
  readonly statistics: CaptureStatistics = createStatistics();
  /** What ended the packets early; null if nothing did. */
  fault: CaptureError | null = null;
  readonly #kernels: Kernels;
  readonly #interrupt: AbortSignal;
  readonly #progress: Progress;
  readonly #shownName: string;
  readonly #follow: boolean;

  /**
   * @param interrupt when it aborts, the capture ends where it is, in good order
   * @param shownName what the progress bar calls the file
   * @param follow whether more is waited for at the end of a file, until `interrupt`
   */
  constructor(file: string, kernels: Kernels, interrupt: AbortSignal, progress: Progress, shownName = file, follow = false) {
    this.file = file;
    this.#kernels = kernels;
    this.#interrupt = interrupt;
    this.#progress = progress;
    this.#shownName = shownName;
    this.#follow = follow;
  }

  /** @throws only what is no fault of the capture */
  async *batches(): AsyncGenerator<CaptureBatch, void, undefined> {
    const { file, statistics } = this;
    const source = openCapture(file, { follow: this.#follow });
    const close = () => source.close();
    this.#interrupt.addEventListener('abort', close);
    if (this.#interrupt.aborted) close();
    try {
      for await (const batch of readCapture(source, this.#kernels, { statistics })) {
        this.#progress.show({ what: `reading ${this.#shownName}`, done: statistics.bytesRead, of: statistics.bytesTotal });
        yield batch;
      }
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      this.fault = error;
    } finally {
      this.#interrupt.removeEventListener('abort', close);
    }
  }

  /** Whether there is anything to tell of it: not if it failed, or was interrupted, before its first record. */
  get hasRead(): boolean {
    return this.statistics.records > 0 || (this.fault === null && !this.#interrupt.aborted);
  }

  /** What is worth a look though it did not stop the reading, in words; of a capture read to its end also that it is empty. */
  get warnings(): string[] {
    const { statistics, fault } = this;
    const complete = fault === null && !this.#interrupt.aborted;
    return [
      ...statistics.warnings.map(({ text, count }) => `${text}${count > 1 ? ` (${count - 1} more like it)` : ''}`),
      ...lossWarnings(statistics, complete),
    ].map((text) => `${this.file}: ${text}`);
  }
}
