import type { Decoder } from '@tunnelscope/core/decoder';
import type { CaptureError } from './errors.ts';

/** The host's part in decoding one format: what is too rare, or too much text, for the kernels. */
export interface FormatHost {
  /** FORMAT_… of the decoder. */
  readonly format: number;
  /** What rows are: packets, or the seconds of a flow. */
  readonly resolution: 'packet' | 'second';
  /** Texts that stand in flow keys by their number (ADDRESS_NUMBER). */
  readonly longAddresses?: readonly string[];
  /**
   * Reads what stands before the first record from the waiting bytes, moves `waiting.start` behind it and fills the decoder's settings.
   * @returns false if that needs more bytes: it is called again when they have come
   * @throws CaptureError
   */
  begin(waiting: WaitingBytes): boolean;
  /**
   * Does what STOP_SECTION, STOP_INTERFACE or STOP_ADDRESS asks for; `waiting.start` stands at REPORT_POSITION and is moved behind what is read.
   * @throws CaptureError
   */
  resume(stop: number, waiting: WaitingBytes): void;
  /** Puts the fault of the report (STOP_FAULT) in words. */
  fault(waiting: WaitingBytes): CaptureError;
  /** No more bytes will come, and the waiting ones, if there are any, are no whole record: what is missing. Null if nothing is. */
  end(waiting: WaitingBytes): CaptureError | null;
  /** The first of a kind of warning (WARN_…) that only this format gives, in words, with its place; `place` and `value` are those of the views. */
  warning(kind: number, place: number, value: number, waiting: WaitingBytes): string;
}

/** Bytes in a decoder's input that are not decoded yet: `decoder.views.input[start … end)`. */
export interface WaitingBytes {
  readonly decoder: Decoder;
  start: number;
  readonly end: number;
  /** Offset in the (decompressed) stream of a position in the input. */
  offset(position: number): number;
}
