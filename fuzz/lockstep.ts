import type { FormatHost, WaitingBytes } from '../packages/capture/src/format-host.ts';
import * as codes from '../packages/core/src/decoding/codes.ts';
import type { Decoder } from '../packages/core/src/decoding/decoder.ts';
import { compareViews } from './compare-views.ts';
import type { Chunks } from './chunks.ts';
import { FuzzFailure } from './failure.ts';
import { type FuzzInput, LONGEST_INPUT } from './input.ts';

/** One decoder, or two twins that are given the same bytes in the same pieces and must show the same after every call. */
export class Lockstep implements WaitingBytes {
  readonly decoder: Decoder;
  readonly #others: readonly Decoder[];
  start = 0;
  end = 0;
  /** Offset in the whole input of the first byte of the decoder's. */
  #base = 0;
  #given = 0;

  constructor(decoders: readonly [Decoder, ...Decoder[]]) {
    [this.decoder, ...this.#others] = decoders;
  }

  offset(position = this.start): number {
    return this.#base + position;
  }

  reset(): void {
    this.start = this.end = this.#base = this.#given = 0;
    this.decoder.reset();
    for (const other of this.#others) other.reset();
  }

  /** Gives the next piece. @returns false if the input is at its end */
  feed(input: FuzzInput, chunks: Chunks): boolean {
    if (this.#given === input.length) return false;
    if (chunks.move() || this.end === this.decoder.views.input.length) this.#moveToFront();
    const space = this.decoder.views.input.length;
    if (this.end === space) {
      if (space > 2 * LONGEST_INPUT) throw new FuzzFailure('inconsistent', `${this.end - this.start} bytes wait`);
      this.#each((decoder) => decoder.reserve(2 * space));
    }
    const count = Math.min(chunks.next(), this.decoder.views.input.length - this.end, input.length - this.#given);
    const piece = input.bytes.subarray(this.#given, this.#given + count);
    this.#each(({ views }) => views.input.set(piece, this.end));
    this.#given += count;
    this.end += count;
    return true;
  }

  /** Sets one of SETTING_…. */
  set(setting: number, value: number): void {
    this.#each(({ views }) => {
      views.settings[setting] = value;
    });
  }

  /** One step of the format's host; what it sets is set in the other decoder too. */
  host(step: (host: FormatHost) => void, host: FormatHost): void {
    step(host);
    const { settings, interfaces } = this.decoder.views;
    const rows = Math.min(interfaces.length, codes.INTERFACE_WORDS * Math.max(1, settings[codes.SETTING_INTERFACES]!));
    for (const { views } of this.#others) {
      views.settings.set(settings);
      for (let i = 0; i < rows; i++) views.interfaces[i] = interfaces[i]!;
    }
  }

  /** @returns STOP_…; `start` stands at REPORT_POSITION */
  decode(format: number): number {
    const stop = this.decoder.decode(format, this.start, this.end);
    const { report } = this.decoder.views;
    for (const other of this.#others) {
      const otherStop = other.decode(format, this.start, this.end);
      if (otherStop !== stop) throw new FuzzFailure('twins differ', `${other.engine} stops for ${otherStop}, ${this.decoder.engine} for ${stop}`);
      compareViews(other.views, this.decoder.views);
    }
    const position = report[codes.REPORT_POSITION]!;
    if (!(Number.isInteger(position) && position >= this.start && position <= this.end)) {
      throw new FuzzFailure('inconsistent', `position ${position} after decoding ${this.start} … ${this.end}`);
    }
    this.start = position;
    return stop;
  }

  take(): void {
    this.#each((decoder) => decoder.take());
  }

  widen(rows: number): void {
    this.#each((decoder) => decoder.widen(rows));
  }

  /** The other twin's views, if there is one. */
  get others(): readonly Decoder[] {
    return this.#others;
  }

  /** @throws FuzzFailure if a decoder wrote into its input */
  checkInput(input: FuzzInput): void {
    const given = input.bytes.subarray(this.#base, this.#base + this.end);
    this.#each(({ engine, views }) => {
      if (Buffer.compare(given, views.input.subarray(0, this.end)) !== 0) throw new FuzzFailure('inconsistent', `${engine} has written into its input`);
    });
  }

  #moveToFront(): void {
    this.#each(({ views }) => views.input.copyWithin(0, this.start, this.end));
    this.#base += this.start;
    this.end -= this.start;
    this.start = 0;
  }

  #each(act: (decoder: Decoder) => void): void {
    act(this.decoder);
    for (const other of this.#others) act(other);
  }
}
