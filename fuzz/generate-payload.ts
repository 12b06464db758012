import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';
import { type Scene, TUNNELS } from './scene.ts';

// What tunnels send, as their protocols have it (WireGuard's paper §5.4, OpenVPN's wire protocol, RFC 6347, RFC 9147, RFC 3948, RFC 7296).

const WIREGUARD_LENGTHS = [0, 148, 92, 64, 32, 48, 96, 600];
const OPENVPN_OPERATIONS = [6, 9, 9, 9, 4, 5, 7, 8, 3, 10, 11, 1, 31];

/** The payload of a UDP datagram that a tunnel could have sent. */
export function putTunnelDatagram(input: FuzzInput, random: Random, scene: Scene): void {
  const start = input.length;
  // Now and then a number is left out, or comes again.
  const number = scene.packets + (random.oneIn(12) ? random.between(-3, 90) : 0);
  const choice = scene.steady ?? random.below(8);
  switch (scene.tunnel ?? random.below(TUNNELS)) {
    case 0:
      putWireGuard(input, random, random.oneIn(10) ? random.below(6) : choice < 4 ? 4 : choice - 2, number);
      break;
    case 1:
      putOpenVpn(input, random, random.oneIn(10) ? random.below(13) : choice, number);
      break;
    case 2:
      putDtls(input, random, choice, number);
      break;
    case 3:
      input.put(4, random.oneIn(12) ? random.pick([0, 5, 256]) : 0x1234);
      input.put(4, number);
      input.fill(16 + 4 * random.small(9), 0xaa);
      break;
    case 4: {
      if (random.oneIn(2)) input.put(4, 0);
      const header = input.length;
      input.fill(17, 7);
      input.put(1, random.pick([0x10, 0x20, 0x20, 0x30]));
      input.put(1, random.pick([2, 4, 5, 6, 32, 33, 34, 35, 36, 37, 7]));
      input.fill(9);
      input.fill(random.small(60));
      input.set(header + 24, 4, input.length - header);
      break;
    }
    default:
      input.put(1, 0xff);
  }
  if (random.oneIn(12)) input.length = Math.max(start, input.length - random.small(12));
}

/** A piece of a TCP stream that OpenVPN could have sent: messages with their length before them. */
export function putOpenVpnStream(input: FuzzInput, random: Random, scene: Scene): void {
  for (let messages = random.between(1, 3); messages > 0; messages--) {
    const start = input.length;
    input.put(2, 0);
    putOpenVpn(input, random, scene.steady ?? random.below(13), scene.packets);
    input.set(start, 2, input.length - start - 2 + (random.oneIn(8) ? random.between(-2, 2) : 0));
  }
}

function putWireGuard(input: FuzzInput, random: Random, kind: number, number: number): void {
  input.put(4, kind, true);
  input.put(4, 0x5555);
  input.put(4, number, true);
  input.put(4, 0);
  const length = random.oneIn(6) ? random.small(700) : (WIREGUARD_LENGTHS[kind] ?? 32) + (kind === 4 ? 16 * random.small(6) : 0);
  input.fill(Math.max(0, length - 16), 0xaa);
}

function putOpenVpn(input: FuzzInput, random: Random, choice: number, number: number): void {
  const operation = OPENVPN_OPERATIONS[choice]!;
  input.put(1, (operation << 3) | (random.oneIn(8) ? random.below(8) : 0));
  if (operation === 9) {
    input.put(1, 0);
    input.put(2, random.oneIn(9) ? random.word() : 3);
    input.put(4, random.oneIn(3) ? random.word() : number);
  } else if (operation === 6) {
    input.put(4, number);
  } else {
    // A session's number, no acknowledgement, packet 0.
    input.put(4, 0x8badf00d);
    input.put(4, random.oneIn(5) ? 0x01020304 : 0x8badf00d);
    input.put(1, 0);
    input.put(4, random.oneIn(4) ? number : 0);
    if (operation === 7 && random.oneIn(2)) return;
  }
  input.fill(4, random.oneIn(8) ? 0 : 0xab);
  input.fill(random.oneIn(2) ? 16 + 8 * random.small(9) : random.small(80), 0xcd);
}

function putDtls(input: FuzzInput, random: Random, choice: number, number: number): void {
  for (let records = random.oneIn(5) ? 2 : 1; records > 0; records--) {
    const start = input.length;
    const length = random.small(60);
    if (choice === 7) {
      // The short header of version 1.3.
      const flags = 0x20 | (random.oneIn(6) ? random.below(32) : random.pick([0x04, 0x0c]));
      input.put(1, flags);
      input.put((flags & 8) !== 0 ? 2 : 1, number);
      input.put(2, length);
    } else {
      input.put(1, random.oneIn(4) ? random.between(19, 26) : 23);
      input.put(2, random.pick([0xfefd, 0xfefd, 0xfeff, 0xfefc, 0x0100, 0x0303]));
      input.put(4, 0x00010000);
      input.put(4, number);
      input.put(2, random.oneIn(10) ? random.pick([0, 1, 0xffff]) : length);
    }
    input.fill(length, 0xee);
    if (random.oneIn(10)) input.length = start + random.below(input.length - start);
  }
}
