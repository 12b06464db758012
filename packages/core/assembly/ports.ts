import { uint16At } from "./input";
import { state } from "./state";

export const TCP = 6;
export const UDP = 17;
const DCCP = 33;
const SCTP = 132;
const UDP_LITE = 136;

export function decodePorts(): void {
  const protocol = state.protocol;
  if (protocol != UDP && protocol != TCP && protocol != SCTP && protocol != UDP_LITE && protocol != DCCP) return;
  if (state.laterFragment != 0) return;
  const at = state.transportAt;
  // What lies behind the IP packet is Ethernet padding, and no port.
  if (at + 4 > state.packetEnd || at + 4 > state.ipStart + <i32>state.ipSize) {
    state.portsCut = 1;
    return;
  }
  state.sourcePort = uint16At(at);
  state.destinationPort = uint16At(at + 2);
}
