import { SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from '../decoding/codes.ts';
import { LAYER_AVS, LAYER_WLAN, LAYER_WLAN_PADDED } from '../decoding/layers.ts';
import { byteAt, fileUint16At, fileUint32At, uint32At } from './input.ts';
import type { DecoderState } from './state.ts';

// What drivers say of the radio, before a frame of IEEE 802.11.

const PRESENT_TIME = 0x01;
const PRESENT_FLAGS = 0x02;
const PRESENT_MORE = 0x80000000;
const FLAG_CHECKSUM = 0x10;
const FLAG_PADDED = 0x20;

/** Radiotap (radiotap.org): version, a byte, length, what is present, then the fields, little-endian and aligned to their size. */
export function readRadiotap(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 8 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const length = fileUint16At(state, at + 2, false);
  if (byteAt(state, at) !== 0 || length < 8) return ~SKIP_NOT_IP;
  if (at + length > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + length;
  const flags = radiotapFlags(state, at, at + length);
  if ((flags & FLAG_CHECKSUM) !== 0 && state.ipWire >= 4) state.ipWire -= 4;
  return (flags & FLAG_PADDED) !== 0 ? LAYER_WLAN_PADDED : LAYER_WLAN;
}

function radiotapFlags(state: DecoderState, at: number, end: number): number {
  const present = fileUint32At(state, at + 4, false);
  if ((present & PRESENT_FLAGS) === 0) return 0;
  let field = at + 8;
  for (let word = present; (word & PRESENT_MORE) !== 0 && field + 4 <= end; field += 4) word = fileUint32At(state, field, false);
  if ((present & PRESENT_TIME) !== 0) field = at + ((field - at + 7) & ~7) + 8;
  return field < end ? byteAt(state, field) : 0;
}

/** What the AVS header begins with, but its version. */
const AVS_COOKIE = 0x8021100;

/** Prism monitoring header: message code and length in the byte order of the machine. Some drivers write AVS under this number. */
export function readPrism(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 8 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const code = uint32At(state, at);
  if (code >>> 4 === AVS_COOKIE) return LAYER_AVS;
  if (isPrismCode(code)) return skipRadio(state, uint32At(state, at + 4));
  return isPrismCode(fileUint32At(state, at, false)) ? skipRadio(state, fileUint32At(state, at + 4, false)) : ~SKIP_NOT_IP;
}

const isPrismCode = (code: number): boolean => code === 0x41 || code === 0x44;

/** AVS header: cookie with version, and length, big-endian. */
export function readAvs(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 8 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  if (uint32At(state, at) >>> 4 !== AVS_COOKIE) return ~SKIP_NOT_IP;
  return skipRadio(state, uint32At(state, at + 4));
}

function skipRadio(state: DecoderState, length: number): number {
  if (length < 8) return ~SKIP_NOT_IP;
  if (length > state.packetEnd - state.ipStart) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart += length;
  return LAYER_WLAN;
}
