import { SKIP_NOT_IP, SKIP_TRUNCATED_HEADER } from '../decoding/codes.ts';
import { LAYER_ETHERNET, LAYER_IPV4 } from '../decoding/layers.ts';
import { byteAt, uint16At } from './input.ts';
import { typeLayer } from './link-ethernet.ts';
import type { DecoderState } from './state.ts';

const SAP_IP = 0x06;
const SAPS_SNAP = 0xaaaa;

/** IEEE 802.2 logical link control, with SNAP (RFC 1042) where both service access points say so. */
export function readLlc(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 3 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  // Unnumbered frames have one control byte, numbered ones two.
  state.ipStart = at + ((byteAt(state, at + 2) & 3) === 3 ? 3 : 4);
  if (uint16At(state, at) === SAPS_SNAP) return readSnap(state);
  return byteAt(state, at) === SAP_IP ? LAYER_IPV4 : ~SKIP_NOT_IP;
}

function readSnap(state: DecoderState): number {
  const at = state.ipStart;
  if (at + 5 > state.packetEnd) return ~SKIP_TRUNCATED_HEADER;
  const organisation = (byteAt(state, at) << 16) | uint16At(state, at + 1);
  const type = uint16At(state, at + 3);
  // Of organisations that number protocols as EtherTypes do: RFC 1042, IEEE 802.1H.
  if (organisation === 0 || organisation === 0x0000f8) {
    state.ipStart = at + 5;
    return typeLayer(type);
  }
  // IEEE 802.1, bridged Ethernet with or without its checksum; two bytes of padding precede the frame (RFC 2684).
  if (organisation === 0x0080c2 && (type === 1 || type === 7)) {
    state.ipStart = at + 7;
    return LAYER_ETHERNET;
  }
  return ~SKIP_NOT_IP;
}
