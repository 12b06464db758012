import { SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from "../src/decoding/codes";
import { LAYER_AVS, LAYER_WLAN, LAYER_WLAN_PADDED } from "../src/decoding/layers";
import { byteAt, fileUint16At, fileUint32At, uint32At } from "./input";
import { state } from "./state";

// What drivers say of the radio, before a frame of IEEE 802.11.

const PRESENT_TIME = 0x01;
const PRESENT_FLAGS = 0x02;
const PRESENT_MORE = 0x80000000;
const FLAG_CHECKSUM = 0x10;
const FLAG_PADDED = 0x20;

/** Radiotap (radiotap.org): version, a byte, length, what is present, then the fields, little-endian and aligned to their size. */
export function readRadiotap(): i32 {
  const at = state.ipStart;
  if (at + 8 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const length = fileUint16At(at + 2, false);
  if (byteAt(at) != 0 || length < 8) return ~SKIP_NOT_IP;
  if (at + length > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart = at + length;
  const flags = radiotapFlags(at, at + length);
  if ((flags & FLAG_CHECKSUM) != 0 && state.ipWire >= 4) state.ipWire -= 4;
  return (flags & FLAG_PADDED) != 0 ? LAYER_WLAN_PADDED : LAYER_WLAN;
}

function radiotapFlags(at: i32, end: i32): i32 {
  const present = fileUint32At(at + 4, false);
  if ((present & PRESENT_FLAGS) == 0) return 0;
  let field = at + 8;
  for (let word = present; (word & PRESENT_MORE) != 0 && field + 4 <= end; field += 4) word = fileUint32At(field, false);
  if ((present & PRESENT_TIME) != 0) field = at + ((field - at + 7) & ~7) + 8;
  return field < end ? byteAt(field) : 0;
}

/** What the AVS header begins with, but its version. */
const AVS_COOKIE = 0x8021100;

/** Prism monitoring header: message code and length in the byte order of the machine. Some drivers write AVS under this number. */
export function readPrism(): i32 {
  const at = state.ipStart;
  if (at + 8 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const code = uint32At(at);
  if (code >>> 4 == AVS_COOKIE) return LAYER_AVS;
  if (isPrismCode(code)) return skipRadio(uint32At(at + 4));
  return isPrismCode(fileUint32At(at, false)) ? skipRadio(fileUint32At(at + 4, false)) : ~SKIP_NOT_IP;
}

function isPrismCode(code: u32): bool {
  return code == 0x41 || code == 0x44;
}

/** AVS header: cookie with version, and length, big-endian. */
export function readAvs(): i32 {
  const at = state.ipStart;
  if (at + 8 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  if (uint32At(at) >>> 4 != AVS_COOKIE) return ~SKIP_NOT_IP;
  return skipRadio(uint32At(at + 4));
}

function skipRadio(length: u32): i32 {
  if (length < 8) return ~SKIP_NOT_IP;
  if (length > <u32>(state.packetEnd - state.ipStart)) return ~SKIP_TRUNCATED_HEADER;
  state.ipStart += length;
  return LAYER_WLAN;
}
