import {
  COLUMN_TIME, FORMAT_NETWORK_STATS, MOST_FIELDS, REPORT_ADDRESS, REPORT_ADDRESS_END, REPORT_FAULT_COLUMN, REPORT_LINES, REPORT_POSITION,
  SETTING_ADDRESS, SETTING_COLUMNS, SETTING_EXTENDED, SETTING_FIELDS, SETTING_LAST, STOP_ADDRESS, WARN_COLUMN_COUNTS, WARN_COLUMN_LENGTHS,
  WARN_LAST_LINE_CUT, WARN_LAST_LINE_OPEN, WARN_LAST_SEMICOLON,
} from '@tunnelscope/core/codes';
import { CaptureError } from '../errors.ts';
import type { FormatHost, WaitingBytes } from '../format-host.ts';
import { columnName, columnPlaces } from './column-places.ts';
import { networkStatsFault } from './fault.ts';
import { type NetworkStatsColumns, parseHeader } from './header.ts';
import { LongAddresses } from './long-addresses.ts';

/** The host's part in decoding a network-stats CSV of either form: which column is which, long addresses, and what to say of faults. */
export class NetworkStatsHost implements FormatHost {
  readonly format = FORMAT_NETWORK_STATS;
  readonly resolution: 'packet' | 'second';
  readonly #columns: NetworkStatsColumns;
  readonly #file: string;
  readonly #addresses = new LongAddresses();

  /**
   * @param header the first line, which is no longer among the waiting bytes
   * @param file name for errors
   * @throws CaptureError of kind corrupt if a column is missing or there twice, of kind unsupported if there are too many
   */
  constructor(header: string, file: string) {
    this.#columns = parseHeader(header, file);
    this.#file = file;
    const fields = this.#columns.names.length;
    if (fields > MOST_FIELDS) throw new CaptureError('unsupported', { file, line: 1 }, `a header of ${fields} columns`, `at most ${MOST_FIELDS}`);
    this.resolution = this.#columns.packetTimes >= 0 ? 'packet' : 'second';
  }

  get longAddresses(): readonly string[] {
    return this.#addresses.texts;
  }

  begin({ decoder }: WaitingBytes): boolean {
    const { settings } = decoder.views;
    settings[SETTING_LAST] = 0;
    settings[SETTING_EXTENDED] = this.resolution === 'packet' ? 1 : 0;
    settings[SETTING_FIELDS] = this.#columns.names.length;
    settings.set(columnPlaces(this.#columns), SETTING_COLUMNS + COLUMN_TIME);
    return true;
  }

  /** Gives a long address its number. The row that it stands in is still to be decoded. */
  resume(stop: number, waiting: WaitingBytes): void {
    if (stop !== STOP_ADDRESS) throw new RangeError(`a network-stats CSV does not stop for ${stop}`);
    const { input, settings, report } = waiting.decoder.views;
    const start = report[REPORT_ADDRESS]!;
    const column = columnName(this.#columns, report[REPORT_FAULT_COLUMN]!);
    const place = { file: this.#file, line: report[REPORT_LINES]! + 2, column, offset: waiting.offset(start) };
    settings[SETTING_ADDRESS] = this.#addresses.number(input.subarray(start, report[REPORT_ADDRESS_END]!), place);
  }

  fault(waiting: WaitingBytes): CaptureError {
    return networkStatsFault(waiting, this.#columns, this.#file);
  }

  /** The kernels take the last line, whole or not. */
  end(): null {
    return null;
  }

  /** @param line of the file, the header being 1 @param value of a cut line: its bytes */
  warning(kind: number, line: number, value: number, waiting: WaitingBytes): string {
    switch (kind) {
      case WARN_COLUMN_LENGTHS:
        return `line ${line}: packet columns differ in length`;
      case WARN_COLUMN_COUNTS:
        return `line ${line}: packet columns disagree with counts`;
      case WARN_LAST_SEMICOLON:
        return `line ${line}: packet column without its last semicolon`;
      case WARN_LAST_LINE_CUT: {
        const start = waiting.offset(waiting.decoder.views.report[REPORT_POSITION]! - value);
        return `line ${line} (byte ${start}) is cut after ${value} bytes and left out`;
      }
      case WARN_LAST_LINE_OPEN:
        return `line ${line} has no line end: kept, but its last number may be cut`;
      default:
        throw new RangeError(`a network-stats CSV has no warning ${kind}`);
    }
  }
}
