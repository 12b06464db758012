import { SKIP_BAD_IP_VERSION, SKIP_TRUNCATED_HEADER } from "../src/decoding/codes";
import { byteAt } from "./input";
import { decodeIpv4 } from "./ipv4";
import { decodeIpv6 } from "./ipv6";
import { state } from "./state";

export function decodeIp(): i32 {
  if (state.ipStart >= state.packetEnd) return SKIP_TRUNCATED_HEADER;
  const version = byteAt(state.ipStart) >> 4;
  if (state.ipVersion != 0 && version != state.ipVersion) return SKIP_BAD_IP_VERSION;
  state.sourcePort = 0;
  state.destinationPort = 0;
  state.portsCut = 0;
  state.firstFragment = 0;
  state.laterFragment = 0;
  if (version == 4) return decodeIpv4();
  if (version == 6) return decodeIpv6();
  return SKIP_BAD_IP_VERSION;
}
