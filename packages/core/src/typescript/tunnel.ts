import { TUNNEL_DTLS, TUNNEL_IPSEC, TUNNEL_NONE, TUNNEL_OPENVPN, TUNNEL_WIREGUARD } from '../decoding/codes.ts';
import { addTunnel } from './columns.ts';
import { byteAt, uint16At } from './input.ts';
import { TCP, UDP } from './ports.ts';
import type { DecoderState } from './state.ts';
import { dtlsPoints } from './tunnel-dtls.ts';
import { ipsecPoints } from './tunnel-ipsec.ts';
import { keepPayload, looks, MISFITS, MOST_LOOKS, POINTS, recall, remember, SAID, setLooks } from './tunnel-memory.ts';
import { openvpnPoints } from './tunnel-openvpn.ts';
import { wireguardPoints } from './tunnel-wireguard.ts';

/** What a tunnel must show at least; one point comes by chance about once in 2^32 packets or more. */
const ENOUGH = 3;
const ESP = 50;
const AH = 51;
const UDP_HEADER = 8;
const LEAST_KEPT = 8;

/** Looks at the packet at hand for the shape of a tunnel; pushes to `tunnelFlow` and `tunnelKind` when its flow's is recognised. */
export function recogniseTunnel(state: DecoderState): void {
  if (looks(state) === MOST_LOOKS) return;
  const protocol = state.protocol;
  if (protocol === ESP || protocol === AH) {
    setLooks(state, MOST_LOOKS);
    addTunnel(state, TUNNEL_IPSEC);
  } else if (state.laterFragment === 0 && state.portsCut === 0) {
    if (protocol === UDP) lookAtDatagram(state);
    if (protocol === TCP) lookAtSegment(state);
  }
}

function lookAtDatagram(state: DecoderState): void {
  const header = state.transportAt;
  const at = header + UDP_HEADER;
  // Where the sender's system leaves the length open, the IP packet says it.
  const length = header + 6 <= state.packetEnd ? uint16At(state, header + 4) : 0;
  const size = (length === 0 ? state.ipStart + state.ipSize - header : length) - UDP_HEADER;
  if (size <= 0 || at >= state.packetEnd) return;
  const end = at + size < state.packetEnd ? at + size : state.packetEnd;
  count(state, TUNNEL_WIREGUARD, wireguardPoints(state, at, end, size));
  count(state, TUNNEL_OPENVPN, openvpnPoints(state, at, end, size));
  count(state, TUNNEL_IPSEC, ipsecPoints(state, at, end, size));
  count(state, TUNNEL_DTLS, dtlsPoints(state, at, end, size));
  // A keepalive of few bytes comes between two packets that are to be compared.
  if (at + LEAST_KEPT <= end) keepPayload(state, at, end);
  conclude(state);
}

/** OpenVPN puts its length before each record. Only records that begin with a segment are looked at; others say nothing. */
function lookAtSegment(state: DecoderState): void {
  const header = state.transportAt;
  if (header + 13 > state.packetEnd) return;
  const at = header + (byteAt(state, header + 12) >> 4) * 4;
  const size = state.ipStart + state.ipSize - at;
  if (size <= 0 || at + 2 >= state.packetEnd) return;
  const length = uint16At(state, at);
  const end = at + size < state.packetEnd ? at + size : state.packetEnd;
  const points = length > size - 2 && length < 1024 ? -1 : openvpnPoints(state, at + 2, end, length);
  if (points >= 0) {
    count(state, TUNNEL_OPENVPN, points);
    keepPayload(state, at + 2, end);
  }
  conclude(state);
}

function count(state: DecoderState, tunnel: number, points: number): void {
  if (points < 0) remember(state, MISFITS + tunnel, recall(state, MISFITS + tunnel) + 1);
  else remember(state, POINTS + tunnel, recall(state, POINTS + tunnel) + points);
}

/** Says the flow's tunnel when it is another than was said. */
function conclude(state: DecoderState): void {
  setLooks(state, looks(state) + 1);
  const tunnel = tunnelShown(state);
  if (tunnel === recall(state, SAID)) return;
  remember(state, SAID, tunnel);
  addTunnel(state, tunnel);
}

/** WireGuard and IPsec may share ports with what finds the way through address translation (STUN and the like). */
function tunnelShown(state: DecoderState): number {
  if (isShown(state, TUNNEL_WIREGUARD, 4)) return TUNNEL_WIREGUARD;
  if (isShown(state, TUNNEL_OPENVPN, 0)) return TUNNEL_OPENVPN;
  if (isShown(state, TUNNEL_DTLS, 0)) return TUNNEL_DTLS;
  return isShown(state, TUNNEL_IPSEC, 4) ? TUNNEL_IPSEC : TUNNEL_NONE;
}

/** @param pointsAMisfit points that outweigh one packet of something else; 0: nothing does */
function isShown(state: DecoderState, tunnel: number, pointsAMisfit: number): boolean {
  const points = recall(state, POINTS + tunnel);
  const misfits = recall(state, MISFITS + tunnel);
  return points >= ENOUGH && (misfits === 0 || (pointsAMisfit > 0 && misfits * pointsAMisfit <= points));
}
