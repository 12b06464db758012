import { BLOCK_TRAILER } from '../decoding/blocks.ts';
import { REPORT_SKIP_LEFT, REPORT_SKIP_TAKEN } from '../decoding/codes.ts';
import { needBytes } from './report.ts';
import type { DecoderState } from './state.ts';

/** The multiple of 4 that a block's stated length stands for. */
export function roundedUp(length: number): number {
  return 4 * Math.floor((length + 3) / 4);
}

/** The block that begins here is to be skipped. @param stated its length, as its first words give it */
export function startSkipping(state: DecoderState, stated: number): void {
  state.skipLength = stated;
  state.skipBytes = roundedUp(stated);
}

/** Skips what the input has of the block, up to its trailer. @returns where that ends */
export function skipBody(state: DecoderState, at: number, end: number): number {
  const body = state.skipBytes - BLOCK_TRAILER;
  const taken = body < end - at ? body : end - at;
  state.skipBytes -= taken;
  return at + taken;
}

/** What the walker returns when a block that is being skipped goes on beyond the input. */
export function needSkipped(state: DecoderState, at: number): number {
  state.report[REPORT_SKIP_TAKEN] = roundedUp(state.skipLength) - state.skipBytes;
  state.report[REPORT_SKIP_LEFT] = state.skipBytes;
  return needBytes(state, at, BLOCK_TRAILER);
}

/** What the walker returns when a block that is not skipped, or its beginning, does not stand in the input yet. */
export function needBlock(state: DecoderState, at: number, bytes: number): number {
  state.report[REPORT_SKIP_TAKEN] = 0;
  state.report[REPORT_SKIP_LEFT] = 0;
  return needBytes(state, at, bytes);
}
