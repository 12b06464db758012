import {
  FAULT_RECORD_LENGTH,
  FORMAT_PCAP,
  INTERFACE_LINK,
  INTERFACE_SNAP,
  INTERFACE_TIME_EXPONENT,
  INTERFACE_TIME_KIND,
  INTERFACE_TIME_OFFSET,
  REPORT_FAULT,
  REPORT_FAULT_EXPECTED,
  REPORT_FAULT_FOUND,
  REPORT_FAULT_POSITION,
  REPORT_NEED,
  SETTING_BIG_ENDIAN,
  SETTING_INTERFACES,
  SETTING_RECORD_HEADER,
  TIME_DECIMAL,
} from '@tunnelscope/core/codes';
import { CaptureError } from '../errors.ts';
import type { FormatHost, WaitingBytes } from '../format-host.ts';
import { isLinkTypeRead, LINK_TYPES_READ, linkTypeName } from '../link-types.ts';
import { decodePcapHeader, FILE_HEADER, type PcapHeader } from './header.ts';

/** The host's part in decoding a classic pcap: its file header, and what to say of faults. */
export class PcapHost implements FormatHost {
  readonly format = FORMAT_PCAP;
  readonly resolution = 'packet';
  readonly #file: string;
  #header: PcapHeader | null = null;

  /** @param file name for errors */
  constructor(file: string) {
    this.#file = file;
  }

  begin(waiting: WaitingBytes): boolean {
    const { decoder, start, end } = waiting;
    if (end - start < FILE_HEADER) return false;
    const { input, settings, interfaces } = decoder.views;
    const header = decodePcapHeader(input.subarray(start, start + FILE_HEADER), this.#file);
    const { linkType } = header;
    if (!isLinkTypeRead(linkType)) {
      const found = `link type ${linkTypeName(linkType)}`;
      throw new CaptureError('unsupported', { file: this.#file, offset: waiting.offset(start) + 20 }, found, LINK_TYPES_READ);
    }
    settings[SETTING_BIG_ENDIAN] = header.littleEndian ? 0 : 1;
    settings[SETTING_RECORD_HEADER] = header.recordHeader;
    settings[SETTING_INTERFACES] = 1;
    interfaces[INTERFACE_LINK] = linkType;
    interfaces[INTERFACE_SNAP] = header.snapLength;
    interfaces[INTERFACE_TIME_KIND] = TIME_DECIMAL;
    interfaces[INTERFACE_TIME_EXPONENT] = header.timeExponent;
    interfaces[INTERFACE_TIME_OFFSET] = 0;
    this.#header = header;
    waiting.start += FILE_HEADER;
    return true;
  }

  resume(stop: number): void {
    throw new RangeError(`a pcap does not stop for ${stop}`);
  }

  fault(waiting: WaitingBytes): CaptureError {
    const { report } = waiting.decoder.views;
    if (report[REPORT_FAULT] !== FAULT_RECORD_LENGTH) throw new RangeError(`a pcap has no fault ${report[REPORT_FAULT]}`);
    const place = { file: this.#file, offset: waiting.offset(report[REPORT_FAULT_POSITION]!) };
    return new CaptureError('corrupt', place, `a record of ${report[REPORT_FAULT_FOUND]} bytes`, `at most ${report[REPORT_FAULT_EXPECTED]}`);
  }

  end(waiting: WaitingBytes): CaptureError | null {
    const left = waiting.end - waiting.start;
    if (left === 0 && this.#header) return null;
    const place = { file: this.#file, offset: waiting.offset(waiting.start) };
    return new CaptureError('truncated', place, `the end after ${left} bytes`, this.#expected(left, waiting.decoder.views.report[REPORT_NEED]!));
  }

  warning(kind: number): string {
    throw new RangeError(`a pcap has no warning ${kind}`);
  }

  #expected(left: number, need: number): string {
    if (!this.#header) return `a file header of ${FILE_HEADER}`;
    const { recordHeader } = this.#header;
    return left < recordHeader ? `a record header of ${recordHeader}` : `a record of ${need}`;
  }
}
