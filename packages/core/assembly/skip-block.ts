import { BLOCK_TRAILER } from "../src/decoding/blocks";
import { REPORT_SKIP_LEFT, REPORT_SKIP_TAKEN, REPORTS } from "../src/decoding/codes";
import { write } from "./arrays";
import { needBytes } from "./report";
import { state } from "./state";

// @ts-ignore: decorator
@inline
export function roundedUp(length: u32): f64 {
  return <f64>((<u64>length + 3) & ~3);
}

export function startSkipping(stated: u32): void {
  state.skipLength = stated;
  state.skipBytes = roundedUp(stated);
}

export function skipBody(at: i32, end: i32): i32 {
  const body = state.skipBytes - <f64>BLOCK_TRAILER;
  const taken = body < <f64>(end - at) ? <i32>body : end - at;
  state.skipBytes -= <f64>taken;
  return at + taken;
}

export function needSkipped(at: i32): i32 {
  write<f64>(state.report, REPORT_SKIP_TAKEN, REPORTS, roundedUp(state.skipLength) - state.skipBytes);
  write<f64>(state.report, REPORT_SKIP_LEFT, REPORTS, state.skipBytes);
  return needBytes(at, <f64>BLOCK_TRAILER);
}

export function needBlock(at: i32, bytes: f64): i32 {
  write<f64>(state.report, REPORT_SKIP_TAKEN, REPORTS, 0);
  write<f64>(state.report, REPORT_SKIP_LEFT, REPORTS, 0);
  return needBytes(at, bytes);
}
