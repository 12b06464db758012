import { SKIP_AGGREGATED_FRAME, SKIP_ENCRYPTED_FRAME, SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from '../decoding/codes.ts';
import { LAYER_LLC } from '../decoding/layers.ts';
import { byteAt } from './input.ts';
import type { DecoderState } from './state.ts';

// Bits of the first byte of frame control: version and type, of which only data frames (type 2 of version 0) are read; subtype.
const TYPE = 0x0f;
const TYPE_DATA = 0x08;
const WITHOUT_DATA = 0x40;
const QUALITY_OF_SERVICE = 0x80;
// Bits of the second.
const TO_AND_FROM_DISTRIBUTION = 0x03;
const PROTECTED = 0x40;
/** In frames with quality of service: an HT control field follows. */
const ORDER = 0x80;
// Bits of sequence control and of quality of service.
const FRAGMENT_NUMBER = 0x0f;
const AGGREGATED = 0x80;

/** IEEE 802.11. @param padded 1 if the driver padded the header to a multiple of four bytes */
export function readWlan(state: DecoderState, padded: number): number {
  const at = state.ipStart;
  if (at + 2 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const control = byteAt(state, at);
  const flags = byteAt(state, at + 1);
  if ((control & TYPE) !== TYPE_DATA || (control & WITHOUT_DATA) !== 0) return ~SKIP_NOT_IP;
  if ((flags & PROTECTED) !== 0) return ~SKIP_ENCRYPTED_FRAME;
  // Between two access points a fourth address stands behind the sequence control.
  let header = (flags & TO_AND_FROM_DISTRIBUTION) === TO_AND_FROM_DISTRIBUTION ? 30 : 24;
  if (at + header + 2 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  // A later fragment has no header of IP.
  if ((byteAt(state, at + 22) & FRAGMENT_NUMBER) !== 0) return ~SKIP_NOT_IP;
  if ((control & QUALITY_OF_SERVICE) !== 0) {
    if ((byteAt(state, at + header) & AGGREGATED) !== 0) return ~SKIP_AGGREGATED_FRAME;
    header += (flags & ORDER) !== 0 ? 6 : 2;
  }
  state.ipStart = at + (padded !== 0 ? (header + 3) & ~3 : header);
  return LAYER_LLC;
}
