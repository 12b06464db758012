import { FORMAT_NETWORK_STATS, FORMAT_PCAP } from './codes.ts';
import type { Decoder, DecoderOptions } from './decoder.ts';

/** One packet takes up to 17 (ROWS_A_PACKET). */
const FEWEST_ROWS = 32;
const MOST_ROWS = 2 ** 24;
const MOST_FLOWS = 2 ** 24;
const MOST_INPUT_BYTES = 2 ** 30;

/** @throws RangeError saying what was found and what was expected */
export function checkDecoderOptions({ rows, flows, inputBytes }: DecoderOptions): void {
  checkWithin('decoder: rows', rows, FEWEST_ROWS, MOST_ROWS);
  checkWithin('decoder: flows', flows, 1, MOST_FLOWS);
  checkWithin('decoder: inputBytes', inputBytes, 0, MOST_INPUT_BYTES);
}

/** A decoder of either twin behind one check of its arguments. */
export function checkDecoder(decoder: Decoder): Decoder {
  return {
    engine: decoder.engine,
    get views() {
      return decoder.views;
    },
    reserve(bytes) {
      checkWithin('reserve: bytes', bytes, 0, MOST_INPUT_BYTES);
      decoder.reserve(bytes);
    },
    widen(rows) {
      checkWithin('widen: rows', rows, 0, MOST_ROWS);
      decoder.widen(rows);
    },
    decode(format, start, end) {
      checkWithin('decode: format', format, FORMAT_PCAP, FORMAT_NETWORK_STATS);
      checkWithin('decode: end', end, 0, decoder.views.input.length);
      checkWithin('decode: start', start, 0, end);
      return decoder.decode(format, start, end);
    },
    take: () => decoder.take(),
    reset: () => decoder.reset(),
  };
}

function checkWithin(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}, got ${value}`);
  }
}
