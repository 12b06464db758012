import {
  INTERFACE_WORDS, REPORT_ADDRESS, REPORT_ADDRESS_END, REPORT_NEED, REPORT_POSITION, SETTING_ADDRESS, SETTING_INTERFACES, SETTING_LAST,
  STOP_ADDRESS, STOP_COLUMNS_FULL, STOP_FAULT, STOP_INTERFACE, STOP_LONG_ROW, STOP_NEEDS_BYTES, STOP_SECTION,
} from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';

/** What a host writes before the first call: SETTING_… to value, and rows of `interfaces`. */
export interface DecoderSetup {
  readonly settings: Readonly<Record<number, number>>;
  readonly interfaces?: readonly (readonly number[])[];
  /** The host's part at STOP_SECTION and STOP_INTERFACE: reads the block at `position`. @returns bytes to move on */
  readonly onBlock?: (decoder: Decoder, stop: number, position: number) => number;
}

/**
 * Decodes `bytes` as a host does, in pieces of the given lengths (repeated as often as needed): a piece is appended, decoded, the rest
 * moved to the front when the input is full. Yields STOP_… after every call of `decode`, while the columns still stand; ends after a
 * fault or when all is used up. The decoder is reset first.
 */
export function* decoderCalls(decoder: Decoder, format: number, setup: DecoderSetup, bytes: Uint8Array, pieces: readonly number[]): Generator<number> {
  decoder.reset();
  const { settings, interfaces } = decoder.views;
  for (const [place, value] of Object.entries(setup.settings)) settings[Number(place)] = value;
  if (setup.interfaces) {
    interfaces.set(setup.interfaces.flatMap((row) => row.slice(0, INTERFACE_WORDS)));
    settings[SETTING_INTERFACES] = setup.interfaces.length;
  }
  const addresses = new Map<string, number>();
  let start = 0;
  let end = 0;
  let given = 0;
  for (let piece = 0; ; ) {
    const stop = decoder.decode(format, start, end);
    yield stop;
    const { report, input } = decoder.views;
    const moved = report[REPORT_POSITION]! - start;
    if (!(moved >= 0 && moved <= end - start)) throw new Error(`position ${report[REPORT_POSITION]} after decoding ${start} … ${end}`);
    start += moved;
    if (stop === STOP_FAULT) return;
    if (stop === STOP_COLUMNS_FULL) decoder.take();
    else if (stop === STOP_LONG_ROW) decoder.widen(report[REPORT_NEED]!);
    else if (stop === STOP_ADDRESS) {
      const text = input.subarray(report[REPORT_ADDRESS]!, report[REPORT_ADDRESS_END]!).join();
      if (!addresses.has(text)) addresses.set(text, addresses.size);
      decoder.views.settings[SETTING_ADDRESS] = addresses.get(text)!;
    } else if (stop === STOP_SECTION || stop === STOP_INTERFACE) {
      if (!setup.onBlock) throw new Error('no host for sections and interfaces');
      start += setup.onBlock(decoder, stop, start);
    } else if (stop === STOP_NEEDS_BYTES) {
      if (given === bytes.length) {
        if (decoder.views.settings[SETTING_LAST] === 1) return;
        decoder.views.settings[SETTING_LAST] = 1;
        continue;
      }
      if (end === input.length) {
        input.copyWithin(0, start, end);
        end -= start;
        start = 0;
        if (end === input.length) decoder.reserve(2 * end + 1);
      }
      const count = Math.min(pieces[piece++ % pieces.length]!, decoder.views.input.length - end, bytes.length - given);
      decoder.views.input.set(bytes.subarray(given, given + count), end);
      given += count;
      end += count;
    }
  }
}
