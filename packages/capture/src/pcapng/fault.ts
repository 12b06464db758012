import {
  FAULT_BLOCK_LENGTH, FAULT_BLOCK_TRAILER, FAULT_BYTE_ORDER, FAULT_INTERFACE, FAULT_RECORD_LENGTH, REPORT_FAULT, REPORT_FAULT_EXPECTED,
  REPORT_FAULT_FOUND, REPORT_FAULT_POSITION,
} from '@tunnelscope/core/codes';
import { CaptureError } from '../errors.ts';
import type { WaitingBytes } from '../format-host.ts';

/** Puts the fault that the decoder reports into words. */
export function pcapngFault(waiting: WaitingBytes, file: string): CaptureError {
  const { report } = waiting.decoder.views;
  const place = { file, offset: waiting.offset(report[REPORT_FAULT_POSITION]!) };
  const [found, expected] = phrases(report[REPORT_FAULT]!, report[REPORT_FAULT_FOUND]!, report[REPORT_FAULT_EXPECTED]!);
  return new CaptureError('corrupt', place, found, expected);
}

function phrases(fault: number, found: number, expected: number): [found: string, expected: string] {
  switch (fault) {
    case FAULT_BLOCK_LENGTH:
      return [`a block of ${found} bytes`, `${found < expected ? 'at least' : 'at most'} ${expected}`];
    case FAULT_BLOCK_TRAILER:
      return [`a block that ends with the length ${found}`, `${expected}, with which it begins`];
    case FAULT_RECORD_LENGTH:
      return [`a packet of ${found} bytes`, `at most ${expected}`];
    case FAULT_INTERFACE:
      return [`a packet of interface ${found}`, expected === 0 ? 'the description of an interface before it' : `an interface below ${expected}`];
    case FAULT_BYTE_ORDER:
      return [`the byte-order magic ${hex(found)}`, `${hex(expected)} in either byte order`];
    default:
      throw new RangeError(`a pcapng has no fault ${fault}`);
  }
}

function hex(word: number): string {
  return `0x${word.toString(16).padStart(8, '0')}`;
}
