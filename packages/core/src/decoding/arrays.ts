import {
  ENTRY_WORDS, FRAGMENT_SLOTS, FRAGMENTS_KEPT, INTERFACE_WORDS, KEY_WORDS, MOST_FIELDS, MOST_INTERFACES, REPORTS, SETTINGS, SHAPE_BYTES, SKIPS, WARNINGS,
} from './codes.ts';

/** Makes zeroed arrays: of their own, or in the memory of a WebAssembly module. */
export interface Allocator {
  u8(length: number): Uint8Array;
  u16(length: number): Uint16Array;
  i32(length: number): Int32Array;
  u32(length: number): Uint32Array;
  f64(length: number): Float64Array;
}

/** Slots of a flow table: a power of two, at least twice the flows. */
export function slotsFor(flows: number): number {
  let slots = 2;
  while (slots < 2 * flows) slots *= 2;
  return slots;
}

// The order of the arrays is that of the fields in assembly/state.ts: first the tables, then the columns, then the input.

/** What stays the same as long as a decoder lives. */
export function makeTables(make: Allocator, flows: number) {
  return {
    settings: make.i32(SETTINGS),
    interfaces: make.f64(INTERFACE_WORDS * MOST_INTERFACES),
    report: make.f64(REPORTS),
    skipped: make.f64(SKIPS),
    warnings: make.f64(WARNINGS),
    warningPlace: make.f64(WARNINGS),
    warningValue: make.f64(WARNINGS),
    slots: make.i32(slotsFor(flows)),
    table: make.u32(ENTRY_WORDS * flows),
    shapes: make.u8(SHAPE_BYTES * flows),
    fragmentKeys: make.u32(KEY_WORDS * FRAGMENTS_KEPT),
    fragmentTimes: make.f64(FRAGMENTS_KEPT),
    fragmentPorts: make.u32(FRAGMENTS_KEPT),
    fragmentSlots: make.i32(FRAGMENT_SLOTS),
    fragmentNext: make.i32(FRAGMENTS_KEPT),
    fieldStarts: make.i32(MOST_FIELDS + 1),
  };
}

/** What `widen` makes longer. A row brings at most one new flow, one eviction and one tunnel. */
export function makeColumns(make: Allocator, rows: number) {
  return {
    time: make.f64(rows),
    nanoseconds: make.u32(rows),
    size: make.u16(rows),
    flow: make.u32(rows),
    fromA: make.u8(rows),
    bytesFromA: make.f64(rows),
    bytesFromB: make.f64(rows),
    packetsFromA: make.f64(rows),
    packetsFromB: make.f64(rows),
    newFlowKeys: make.u32(KEY_WORDS * rows),
    evicted: make.u32(rows),
    tunnelFlow: make.u32(rows),
    tunnelKind: make.u8(rows),
    order: make.u32(rows),
    orderWork: make.u32(rows),
    rowTimes: make.f64(rows),
    rowSizes: make.u32(rows),
    rowFromFirst: make.u8(rows),
  };
}
