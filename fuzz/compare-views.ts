import * as codes from '../packages/core/src/decoding/codes.ts';
import type { DecoderViews } from '../packages/core/src/decoding/decoder.ts';
import { FuzzFailure } from './failure.ts';

type Integers = Uint8Array | Uint16Array | Uint32Array;

/**
 * Compares what two decoders show after one call, element by element as Object.is does.
 * @throws FuzzFailure
 */
export function compareViews(actual: DecoderViews, expected: DecoderViews): void {
  compareFloats('report', actual.report, expected.report, codes.REPORTS);
  compareFloats('skipped', actual.skipped, expected.skipped, codes.SKIPS);
  compareFloats('warnings', actual.warnings, expected.warnings, codes.WARNINGS);
  compareFloats('warningPlace', actual.warningPlace, expected.warningPlace, codes.WARNINGS);
  compareFloats('warningValue', actual.warningValue, expected.warningValue, codes.WARNINGS);
}

/** Compares the columns of two decoders: `seconds` says whether their rows are seconds or packets. @throws FuzzFailure */
export function compareColumns(actual: DecoderViews, expected: DecoderViews, seconds: boolean): void {
  const { report } = expected;
  const rows = report[codes.REPORT_ROWS]!;
  compareFloats('time', actual.time, expected.time, rows);
  compareIntegers('flow', actual.flow, expected.flow, rows);
  if (seconds) {
    compareFloats('bytesFromA', actual.bytesFromA, expected.bytesFromA, rows);
    compareFloats('bytesFromB', actual.bytesFromB, expected.bytesFromB, rows);
    compareFloats('packetsFromA', actual.packetsFromA, expected.packetsFromA, rows);
    compareFloats('packetsFromB', actual.packetsFromB, expected.packetsFromB, rows);
  } else {
    compareIntegers('nanoseconds', actual.nanoseconds, expected.nanoseconds, rows);
    compareIntegers('size', actual.size, expected.size, rows);
    compareIntegers('fromA', actual.fromA, expected.fromA, rows);
  }
  compareIntegers('newFlowKeys', actual.newFlowKeys, expected.newFlowKeys, codes.KEY_WORDS * report[codes.REPORT_NEW_FLOWS]!);
  compareIntegers('evicted', actual.evicted, expected.evicted, report[codes.REPORT_EVICTED]!);
  compareIntegers('tunnelFlow', actual.tunnelFlow, expected.tunnelFlow, report[codes.REPORT_TUNNELS]!);
  compareIntegers('tunnelKind', actual.tunnelKind, expected.tunnelKind, report[codes.REPORT_TUNNELS]!);
}

/** @throws FuzzFailure unless the first `count` elements are the same: −0 is not 0, NaN is NaN */
function compareFloats(name: string, actual: Float64Array, expected: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    if (!Object.is(actual[i], expected[i])) differ(name, i, actual[i], expected[i]);
  }
}

function compareIntegers(name: string, actual: Integers, expected: Integers, count: number): void {
  for (let i = 0; i < count; i++) {
    if (actual[i] !== expected[i]) differ(name, i, actual[i], expected[i]);
  }
}

function differ(name: string, index: number, actual: number | undefined, expected: number | undefined): never {
  const text = (value: number | undefined) => (Object.is(value, -0) ? '-0' : String(value));
  throw new FuzzFailure('twins differ', `${name}[${index}] is ${text(actual)}, in the TypeScript twin ${text(expected)}`);
}
