import { CaptureError } from '../packages/capture/src/errors.ts';
import type { FormatHost, WaitingBytes } from '../packages/capture/src/format-host.ts';
import { isNetworkStatsHeader } from '../packages/capture/src/network-stats/header.ts';
import { FORMAT_NETWORK_STATS } from '../packages/core/src/decoding/codes.ts';

const LINE_FEED = 10;

/** The host of a text format that is opened with its first line, which a reader takes off when it tells formats apart. */
export class HeaderLine implements FormatHost {
  readonly format = FORMAT_NETWORK_STATS;
  readonly #open: (header: string) => FormatHost;
  readonly #file: string;
  #host: FormatHost | null = null;

  constructor(file: string, open: (header: string) => FormatHost) {
    this.#file = file;
    this.#open = open;
  }

  get resolution(): FormatHost['resolution'] {
    return this.#opened.resolution;
  }

  begin(waiting: WaitingBytes): boolean {
    const { decoder, start, end } = waiting;
    const length = decoder.views.input.subarray(start, end).indexOf(LINE_FEED);
    if (!this.#host) {
      if (length < 0) return false;
      const header = new TextDecoder().decode(decoder.views.input.subarray(start, start + length));
      if (!isNetworkStatsHeader(header)) throw new CaptureError('unsupported', { file: this.#file, offset: 0, line: 1 }, 'no header', 'one');
      waiting.start += length + 1;
      this.#host = this.#open(header);
    }
    return this.#host.begin(waiting);
  }

  resume(stop: number, waiting: WaitingBytes): void {
    this.#opened.resume(stop, waiting);
  }

  fault(waiting: WaitingBytes): CaptureError {
    return this.#opened.fault(waiting);
  }

  end(waiting: WaitingBytes): CaptureError | null {
    if (!this.#host) return new CaptureError('truncated', { file: this.#file, offset: 0 }, `the end after ${waiting.end} bytes`, 'a header');
    return this.#host.end(waiting);
  }

  warning(kind: number, place: number, value: number, waiting: WaitingBytes): string {
    return this.#opened.warning(kind, place, value, waiting);
  }

  get #opened(): FormatHost {
    if (!this.#host) throw new Error(`${this.#file}: the header is not read yet`);
    return this.#host;
  }
}
