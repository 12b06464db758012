import { SKIP_BAD_IP_VERSION, SKIP_TRUNCATED_HEADER } from '../decoding/codes.ts';
import { byteAt } from './input.ts';
import { decodeIpv4 } from './ipv4.ts';
import { decodeIpv6 } from './ipv6.ts';
import type { DecoderState } from './state.ts';

/** Decodes the headers of the IP packet that link.ts found. @returns SKIP_… */
export function decodeIp(state: DecoderState): number {
  if (state.ipStart >= state.packetEnd) return SKIP_TRUNCATED_HEADER;
  const version = byteAt(state, state.ipStart) >> 4;
  if (state.ipVersion !== 0 && version !== state.ipVersion) return SKIP_BAD_IP_VERSION;
  state.sourcePort = 0;
  state.destinationPort = 0;
  state.portsCut = 0;
  state.firstFragment = 0;
  state.laterFragment = 0;
  if (version === 4) return decodeIpv4(state);
  if (version === 6) return decodeIpv6(state);
  return SKIP_BAD_IP_VERSION;
}
