import {
  COLUMN_PACKET_DIRS, COLUMN_PACKET_SIZES, COLUMN_PACKET_TIMES, COLUMN_PORT1, COLUMN_PORT2, FAULT_FIELDS, FAULT_LINE_LENGTH, FAULT_ROW_LENGTH,
  FAULT_VALUE, REPORT_FAULT, REPORT_FAULT_COLUMN, REPORT_FAULT_EXPECTED, REPORT_FAULT_FOUND, REPORT_FAULT_POSITION, REPORT_LINES,
} from '@tunnelscope/core/codes';
import { CaptureError } from '../errors.ts';
import type { WaitingBytes } from '../format-host.ts';
import { columnName } from './column-places.ts';
import type { NetworkStatsColumns } from './header.ts';

const LONGEST_QUOTE = 40;
const decoder = new TextDecoder();

/** Puts a fault of decodeNetworkStats in words. */
export function networkStatsFault(waiting: WaitingBytes, columns: NetworkStatsColumns, file: string): CaptureError {
  const { input, report } = waiting.decoder.views;
  const position = report[REPORT_FAULT_POSITION]!;
  const found = report[REPORT_FAULT_FOUND]!;
  const expected = report[REPORT_FAULT_EXPECTED]!;
  const place = { file, line: report[REPORT_LINES]! + 2, offset: waiting.offset(position) };
  switch (report[REPORT_FAULT]) {
    case FAULT_FIELDS:
      return new CaptureError('corrupt', place, found > expected ? `more than ${expected} fields` : `${found} field${found === 1 ? '' : 's'}`, `${expected} as in the header`);
    case FAULT_LINE_LENGTH:
      return new CaptureError('corrupt', place, `${found} bytes without a line end`, `at most ${expected}`);
    case FAULT_ROW_LENGTH:
      return new CaptureError('unsupported', place, `${found} packets of up to 65535 bytes in one row`, `at most ${expected}`);
    case FAULT_VALUE: {
      const column = report[REPORT_FAULT_COLUMN]!;
      const quote = quoteOf(input.subarray(position, position + found));
      return new CaptureError('corrupt', { ...place, column: columnName(columns, column) }, quote, expectedIn(column, expected));
    }
    default:
      throw new RangeError(`a network-stats CSV has no fault ${report[REPORT_FAULT]}`);
  }
}

function quoteOf(bytes: Uint8Array): string {
  return `'${decoder.decode(bytes.subarray(0, LONGEST_QUOTE)).trim()}${bytes.length > LONGEST_QUOTE ? '…' : ''}'`;
}

/** @param column COLUMN_… @param largest number that could stand there, 0 for what is no number */
function expectedIn(column: number, largest: number): string {
  switch (column) {
    case COLUMN_PORT1:
    case COLUMN_PORT2:
      return `a port from 0 to ${largest}`;
    case COLUMN_PACKET_TIMES:
      return 'epoch milliseconds';
    case COLUMN_PACKET_SIZES:
      return largest > 0 ? `a size up to ${largest}` : 'a size in bytes';
    case COLUMN_PACKET_DIRS:
      return '1 or 2';
    default:
      return `a whole number from 0 to ${largest}`;
  }
}
