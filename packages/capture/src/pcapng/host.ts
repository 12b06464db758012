import { BLOCK_FRAME } from '@tunnelscope/core/blocks';
import {
  FORMAT_PCAPNG, INTERFACE_LINK, INTERFACE_SNAP, INTERFACE_TIME_EXPONENT, INTERFACE_TIME_KIND, INTERFACE_TIME_OFFSET, INTERFACE_WORDS,
  MOST_INTERFACES, REPORT_NEED, REPORT_SKIP_LEFT, REPORT_SKIP_TAKEN, SETTING_BIG_ENDIAN, SETTING_INTERFACES, STOP_SECTION, WARN_NO_TIME,
} from '@tunnelscope/core/codes';
import { CaptureError } from '../errors.ts';
import type { FormatHost, WaitingBytes } from '../format-host.ts';
import { pcapngFault } from './fault.ts';
import { readInterface } from './interface.ts';
import { readSection } from './section.ts';

/** The host's part in decoding a pcapng: section headers and interface descriptions, and what to say of faults. */
export class PcapngHost implements FormatHost {
  readonly format = FORMAT_PCAPNG;
  readonly resolution = 'packet';
  readonly #file: string;

  /** @param file name for errors */
  constructor(file: string) {
    this.#file = file;
  }

  /** Nothing stands before the first block, which is a section header. */
  begin(): boolean {
    return true;
  }

  resume(stop: number, waiting: WaitingBytes): void {
    const { input, settings, report } = waiting.decoder.views;
    const length = report[REPORT_NEED]!;
    const block = new DataView(input.buffer, input.byteOffset + waiting.start, length);
    const offset = waiting.offset(waiting.start);
    if (stop === STOP_SECTION) {
      const { littleEndian } = readSection(block, this.#file, offset);
      settings[SETTING_BIG_ENDIAN] = littleEndian ? 0 : 1;
      settings[SETTING_INTERFACES] = 0;
    } else {
      this.#describeInterface(block, offset, waiting);
    }
    waiting.start += length;
  }

  fault(waiting: WaitingBytes): CaptureError {
    return pcapngFault(waiting, this.#file);
  }

  end(waiting: WaitingBytes): CaptureError | null {
    const { report } = waiting.decoder.views;
    const left = waiting.end - waiting.start;
    const toSkip = report[REPORT_SKIP_LEFT]!;
    if (left === 0 && toSkip === 0) return null;
    const taken = toSkip > 0 ? report[REPORT_SKIP_TAKEN]! : 0;
    const whole = toSkip > 0 ? taken + toSkip : report[REPORT_NEED]!;
    const expected = left < BLOCK_FRAME && toSkip === 0 ? `a block of at least ${BLOCK_FRAME}` : `a block of ${whole}`;
    return new CaptureError('truncated', { file: this.#file, offset: waiting.offset(waiting.start) - taken }, `the end after ${taken + left} bytes`, expected);
  }

  warning(kind: number, place: number, _value: number, waiting: WaitingBytes): string {
    if (kind === WARN_NO_TIME) return `byte ${waiting.offset(place)}: a simple packet block has no time, it gets that of the packet before it`;
    throw new RangeError(`a pcapng has no warning ${kind}`);
  }

  #describeInterface(block: DataView, offset: number, waiting: WaitingBytes): void {
    const { settings, interfaces } = waiting.decoder.views;
    const number = settings[SETTING_INTERFACES]!;
    if (number >= MOST_INTERFACES) {
      throw new CaptureError('unsupported', { file: this.#file, offset }, `interface ${number + 1} of its section`, `at most ${MOST_INTERFACES}`);
    }
    const described = readInterface(block, settings[SETTING_BIG_ENDIAN] === 0, this.#file, offset);
    const row = number * INTERFACE_WORDS;
    interfaces[row + INTERFACE_LINK] = described.linkType;
    interfaces[row + INTERFACE_SNAP] = described.snapLength;
    interfaces[row + INTERFACE_TIME_KIND] = described.timeKind;
    interfaces[row + INTERFACE_TIME_EXPONENT] = described.timeExponent;
    interfaces[row + INTERFACE_TIME_OFFSET] = described.timeOffset;
    settings[SETTING_INTERFACES] = number + 1;
  }
}
