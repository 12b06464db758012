import { INTERFACE_WORDS, REPORT_NEED, SETTING_BIG_ENDIAN, SETTING_INTERFACES, STOP_SECTION, TIME_BINARY, TIME_DECIMAL } from '../decoding/codes.ts';
import type { DecoderSetup } from './decoder-calls.ts';

/** What a host does for a pcapng, from blocks that are as pcapngBlocks makes them; options of other kinds or lengths are passed over. */
export function pcapngSetup(): DecoderSetup {
  return {
    settings: {},
    onBlock({ views }, stop, position) {
      const { input, settings, interfaces, report } = views;
      const length = report[REPORT_NEED]!;
      const block = new DataView(input.buffer, input.byteOffset + position, length);
      if (stop === STOP_SECTION) {
        settings[SETTING_BIG_ENDIAN] = block.getUint32(8) === 0x1a2b3c4d ? 1 : 0;
        settings[SETTING_INTERFACES] = 0;
        return length;
      }
      const little = settings[SETTING_BIG_ENDIAN] === 0;
      let resolution = 6;
      let offset = 0;
      for (let at = 16; at + 8 < length; at += 4 + 4 * Math.ceil(block.getUint16(at + 2, little) / 4)) {
        const kind = block.getUint32(at, little);
        if (kind === (little ? 0x10009 : 0x90001)) resolution = block.getUint8(at + 4);
        if (kind === (little ? 0x8000e : 0xe0008) && at + 12 < length) offset = Number(block.getBigInt64(at + 4, little));
      }
      const row = [block.getUint16(8, little), block.getUint32(12, little), resolution & 0x80 ? TIME_BINARY : TIME_DECIMAL, resolution & 0x7f, offset];
      interfaces.set(row, INTERFACE_WORDS * settings[SETTING_INTERFACES]!);
      settings[SETTING_INTERFACES]! += 1;
      return length;
    },
  };
}
