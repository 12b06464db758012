import { TUNNEL_DTLS, TUNNEL_IPSEC, TUNNEL_NONE, TUNNEL_OPENVPN, TUNNEL_WIREGUARD } from "../src/decoding/codes";
import { addTunnel } from "./columns";
import { byteAt, uint16At } from "./input";
import { TCP, UDP } from "./ports";
import { dtlsPoints } from "./tunnel-dtls";
import { ipsecPoints } from "./tunnel-ipsec";
import { keepPayload, looks, MISFITS, MOST_LOOKS, POINTS, recall, remember, SAID, setLooks } from "./tunnel-memory";
import { openvpnPoints } from "./tunnel-openvpn";
import { wireguardPoints } from "./tunnel-wireguard";
import { state } from "./state";

/** What a tunnel must show at least; one point comes by chance about once in 2^32 packets or more. */
const ENOUGH = 3;
const ESP = 50;
const AH = 51;
const UDP_HEADER = 8;
const LEAST_KEPT = 8;

/** Looks at the packet at hand for the shape of a tunnel; pushes to `tunnelFlow` and `tunnelKind` when its flow's is recognised. */
export function recogniseTunnel(): void {
  if (looks() == MOST_LOOKS) return;
  const protocol = state.protocol;
  if (protocol == ESP || protocol == AH) {
    setLooks(MOST_LOOKS);
    addTunnel(TUNNEL_IPSEC);
  } else if (state.laterFragment == 0 && state.portsCut == 0) {
    if (protocol == UDP) lookAtDatagram();
    if (protocol == TCP) lookAtSegment();
  }
}

function lookAtDatagram(): void {
  const header = state.transportAt;
  const at = header + UDP_HEADER;
  // Where the sender's system leaves the length open, the IP packet says it.
  const length = header + 6 <= state.packetEnd ? uint16At(header + 4) : 0;
  const size = (length == 0 ? state.ipStart + <i32>state.ipSize - header : length) - UDP_HEADER;
  if (size <= 0 || at >= state.packetEnd) return;
  const end = at + size < state.packetEnd ? at + size : state.packetEnd;
  count(TUNNEL_WIREGUARD, wireguardPoints(at, end, size));
  count(TUNNEL_OPENVPN, openvpnPoints(at, end, size));
  count(TUNNEL_IPSEC, ipsecPoints(at, end, size));
  count(TUNNEL_DTLS, dtlsPoints(at, end, size));
  // A keepalive of few bytes comes between two packets that are to be compared.
  if (at + LEAST_KEPT <= end) keepPayload(at, end);
  conclude();
}

/** OpenVPN puts its length before each record. Only records that begin with a segment are looked at; others say nothing. */
function lookAtSegment(): void {
  const header = state.transportAt;
  if (header + 13 > state.packetEnd) return;
  const at = header + (byteAt(header + 12) >> 4) * 4;
  const size = state.ipStart + <i32>state.ipSize - at;
  if (size <= 0 || at + 2 >= state.packetEnd) return;
  const length = uint16At(at);
  const end = at + size < state.packetEnd ? at + size : state.packetEnd;
  const points = length > size - 2 && length < 1024 ? -1 : openvpnPoints(at + 2, end, length);
  if (points >= 0) {
    count(TUNNEL_OPENVPN, points);
    keepPayload(at + 2, end);
  }
  conclude();
}

function count(tunnel: i32, points: i32): void {
  if (points < 0) remember(MISFITS + tunnel, recall(MISFITS + tunnel) + 1);
  else remember(POINTS + tunnel, recall(POINTS + tunnel) + points);
}

/** Says the flow's tunnel when it is another than was said. */
function conclude(): void {
  setLooks(looks() + 1);
  const tunnel = tunnelShown();
  if (tunnel == recall(SAID)) return;
  remember(SAID, tunnel);
  addTunnel(tunnel);
}

/** WireGuard and IPsec may share ports with what finds the way through address translation (STUN and the like). */
function tunnelShown(): i32 {
  if (isShown(TUNNEL_WIREGUARD, 4)) return TUNNEL_WIREGUARD;
  if (isShown(TUNNEL_OPENVPN, 0)) return TUNNEL_OPENVPN;
  if (isShown(TUNNEL_DTLS, 0)) return TUNNEL_DTLS;
  return isShown(TUNNEL_IPSEC, 4) ? TUNNEL_IPSEC : TUNNEL_NONE;
}

/** @param pointsAMisfit points that outweigh one packet of something else; 0: nothing does */
function isShown(tunnel: i32, pointsAMisfit: i32): bool {
  const points = recall(POINTS + tunnel);
  const misfits = recall(MISFITS + tunnel);
  return points >= ENOUGH && (misfits == 0 || (pointsAMisfit > 0 && misfits * pointsAMisfit <= points));
}
