import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';

// What tunnels send, as their protocols have it (WireGuard's paper §5.4, OpenVPN's wire protocol, RFC 6347, RFC 3948, RFC 7296).

const WIREGUARD_LENGTHS = [0, 148, 92, 64, 32, 48, 96];
const OPENVPN_OPCODES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 31];

/** The payload of a UDP datagram that a tunnel could have sent. */
export function putTunnelDatagram(input: FuzzInput, random: Random): void {
  const start = input.length;
  switch (random.below(5)) {
    case 0: {
      const kind = random.between(0, 5);
      input.put(4, kind, true);
      input.put(4, random.below(3));
      const length = random.oneIn(4) ? random.small(200) : (WIREGUARD_LENGTHS[kind] ?? 32);
      input.fill(Math.max(0, length - 8), random.below(256));
      break;
    }
    case 1:
      putOpenVpn(input, random);
      break;
    case 2:
      input.put(1, random.pick([20, 21, 22, 23, 24, 25, 26]));
      input.put(2, random.pick([0xfefd, 0xfeff, 0xfefc, 0x0100]));
      input.put(2, random.below(3));
      input.put(2, 0);
      input.put(4, random.below(9));
      input.put(2, random.pick([0, 1, 12, 40, 0xffff]));
      input.fill(random.small(60));
      break;
    case 3:
      input.put(4, random.oneIn(3) ? 0 : random.word());
      input.put(4, random.below(99));
      input.fill(8 * random.small(6) + random.small(3), random.below(256));
      break;
    default:
      input.put(1, 0xff);
  }
  if (random.oneIn(8)) input.length = Math.max(start, input.length - random.small(12));
}

/** A piece of a TCP stream that OpenVPN could have sent: messages with their length before them. */
export function putOpenVpnStream(input: FuzzInput, random: Random): void {
  for (let messages = random.between(1, 3); messages > 0; messages--) {
    const start = input.length;
    input.put(2, 0);
    putOpenVpn(input, random);
    input.set(start, 2, input.length - start - 2 + (random.oneIn(8) ? random.between(-2, 2) : 0));
  }
}

function putOpenVpn(input: FuzzInput, random: Random): void {
  input.put(1, (random.pick(OPENVPN_OPCODES) << 3) | random.small(7));
  input.put(4, random.word());
  input.put(4, random.below(4));
  input.fill(random.small(80), random.below(256));
}
