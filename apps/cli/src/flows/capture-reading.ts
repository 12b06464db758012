import { readCapture } from '@tunnelscope/capture';
import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { CaptureError } from '@tunnelscope/capture/errors';
import { openCapture } from '@tunnelscope/capture/file';
import { type CaptureStatistics, createStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { Progress } from '../progress.ts';
import { durationText, plural } from '../text/quantity.ts';
import { captureWarnings } from '@tunnelscope/capture/loss-warnings';

export interface ReadingOptions {
  /** What the progress bar calls the file, if not by its name. */
  readonly shownName?: string;
  /** Which of several it is, to stand before its name. */
  readonly place?: string;
  /** Whether more is waited for at the end of a file, until the interruption. */
  readonly follow?: boolean;
  /** What Ctrl-C brings, in the words of the progress line of a capture without an end. */
  readonly afterInterrupt?: string;
}

/** One capture being read as far as it can be: a fault ends the packets, and is kept for later. */
export class CaptureReading {
  readonly file: string;
  readonly statistics: CaptureStatistics = createStatistics();
  /** What ended the packets early; null if nothing did. */
  fault: CaptureError | null = null;
  readonly #kernels: Kernels;
  readonly #interrupt: AbortSignal;
  readonly #progress: Pick<Progress, 'show'>;
  readonly #options: ReadingOptions;
  #ended = false;
  #from = Infinity;
  #until = -Infinity;

  /**
   * @param interrupt when it aborts, the capture ends where it is, in good order
   */
  constructor(file: string, kernels: Kernels, interrupt: AbortSignal, progress: Pick<Progress, 'show'>, options: ReadingOptions = {}) {
    this.file = file;
    this.#kernels = kernels;
    this.#interrupt = interrupt;
    this.#progress = progress;
    this.#options = options;
  }

  /** @throws only what is no fault of the capture */
  async *batches(): AsyncGenerator<CaptureBatch, void, undefined> {
    const { file, statistics } = this;
    const source = openCapture(file, { follow: this.#options.follow === true });
    const close = () => source.close();
    this.#interrupt.addEventListener('abort', close);
    if (this.#interrupt.aborted) close();
    try {
      for await (const batch of readCapture(source, this.#kernels, { statistics })) {
        this.#show(batch);
        yield batch;
      }
    } catch (error) {
      if (!(error instanceof CaptureError)) throw error;
      this.fault = error;
    } finally {
      this.#interrupt.removeEventListener('abort', close);
      this.#ended = true;
    }
  }

  #show({ time, count }: CaptureBatch): void {
    const { file, statistics } = this;
    const { shownName = file, place, follow, afterInterrupt = 'the end' } = this.#options;
    if (count > 0) {
      this.#from = Math.min(this.#from, time[0]!);
      this.#until = Math.max(this.#until, time[count - 1]!);
    }
    const read = { what: readingText(shownName, place), done: statistics.bytesRead, of: statistics.bytesTotal };
    const seconds = Math.max(0, this.#until - this.#from) / 1000;
    const facts = [plural(statistics.packets, 'packet'), plural(statistics.flows, 'flow'), durationText(seconds), `Ctrl-C for ${afterInterrupt}`];
    this.#progress.show(follow || statistics.bytesTotal === null ? { ...read, instead: facts.join(', ') } : read);
  }

  /** Whether there is anything to tell of it: not if it failed, or was interrupted, before its first record. */
  get hasRead(): boolean {
    return this.statistics.records > 0 || (this.fault === null && !this.#interrupt.aborted);
  }

  /** What is worth a look though it did not stop the reading, in words; of a capture read to its end also that it is empty. */
  get warnings(): string[] {
    const { statistics, fault } = this;
    const complete = fault === null && !this.#interrupt.aborted;
    return captureWarnings(statistics, complete, null).map((text) => `${this.file}: ${text}`);
  }

  /** The same and what ended it early, for the lines that come when all is read; none before. */
  get lineWarnings(): string[] {
    return this.#ended ? captureWarnings(this.statistics, this.fault === null && !this.#interrupt.aborted, this.fault) : [];
  }
}

/** What the progress bar says of a capture that is being read. @param place which of several it is */
export function readingText(shownName: string, place = ''): string {
  return `reading ${place}${shownName === '-' ? 'standard input' : shownName}`;
}
