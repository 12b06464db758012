import { putOpenVpnStream, putTunnelDatagram } from './generate-payload.ts';
import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';

const PROTOCOLS = [6, 6, 17, 17, 17, 132, 1, 2, 58, 50, 51, 47, 4, 41, 0, 43, 44, 59, 60, 135, 139, 140, 253, 255, 136, 33];
const PORTS = [0, 53, 443, 443, 4500, 500, 1194, 51820, 5000, 65535];
const EXTENSIONS = [0, 43, 44, 51, 60, 135, 139, 140, 253, 254];
const MORE_FRAGMENTS = 0x2000;

/** A packet of either version at the end of the input, whole or nearly so. `depth` bounds packets within packets. */
export function putIp(input: FuzzInput, random: Random, version = random.oneIn(3) ? 6 : 4, depth = 2): void {
  if (version === 6) putIpv6(input, random, depth);
  else putIpv4(input, random, depth);
}

function putIpv4(input: FuzzInput, random: Random, depth: number): void {
  const start = input.length;
  const options = random.oneIn(4) ? random.between(0, 10) : 0;
  const protocol = random.pick(PROTOCOLS);
  input.put(1, 0x45 + options);
  input.put(1, 0);
  input.put(2, 0);
  input.put(2, random.below(4));
  input.put(2, random.oneIn(6) ? (random.below(2) * MORE_FRAGMENTS) | random.pick([0, 0, 1, 2, 185, 0x1fff]) : 0x4000 * random.below(2));
  input.put(1, 64);
  input.put(1, protocol);
  input.put(2, 0);
  for (let side = 0; side < 2; side++) input.put(4, 0x0a000000 + random.small(9));
  for (let word = 0; word < options; word++) input.put(4, random.pick([0x01010101, 0x07270400, 0x00000000, 0x44040500]));
  putTransport(input, random, protocol, depth);
  const length = input.length - start;
  // Segmentation offload leaves 0 there; a snap length and a lie give other ones.
  input.set(start + 2, 2, random.oneIn(12) ? random.pick([0, 19, 20, 65535, length - 1, length + 1000]) : length);
}

function putIpv6(input: FuzzInput, random: Random, depth: number): void {
  const start = input.length;
  input.put(4, 0x60000000);
  input.put(2, 0);
  let nextAt = input.length;
  input.put(1, 0);
  input.put(1, 64);
  for (let side = 0; side < 2; side++) {
    input.put(4, 0x20010db8);
    input.fill(8);
    input.put(4, random.small(9));
  }
  for (let headers = random.oneIn(3) ? random.small(12) : 0; headers > 0; headers--) {
    const kind = random.pick(EXTENSIONS);
    input.set(nextAt, 1, kind);
    nextAt = input.length;
    input.put(1, 0);
    if (kind === 44) {
      input.put(1, 0);
      input.put(2, random.pick([0, 1, 8, 9, 0xfff8, 0xfff9]));
      input.put(4, random.below(4));
    } else {
      const words = random.small(3);
      input.put(1, random.oneIn(10) ? 255 : words);
      input.fill(kind === 51 ? 4 * words + 6 : 8 * words + 6);
    }
  }
  const protocol = random.pick(PROTOCOLS);
  input.set(nextAt, 1, protocol);
  putTransport(input, random, protocol, depth);
  const length = input.length - start - 40;
  input.set(start + 4, 2, random.oneIn(12) ? random.pick([0, 1, 65535, length - 1, length + 1000]) : length);
}

function putTransport(input: FuzzInput, random: Random, protocol: number, depth: number): void {
  const inner = protocol === 4 ? 4 : 6;
  if ((protocol === 4 || protocol === 41) && depth > 0) {
    putIp(input, random, inner, depth - 1);
    return;
  }
  if (protocol === 47) input.put(4, random.pick([0x0800, 0x20000800, 0x86dd, 0x30016558]));
  if (protocol === 50) input.put(4, random.word());
  if (protocol === 6 || protocol === 17 || protocol === 132) {
    input.put(2, random.pick(PORTS));
    input.put(2, random.pick(PORTS));
  }
  if (protocol === 6) {
    input.put(4, random.below(9000));
    input.put(4, 1);
    input.put(4, random.pick([0x50180000, 0x50100000, 0x80180000, 0xf0180000, 0x00180000]));
    input.put(4, 0);
    if (random.oneIn(2)) putOpenVpnStream(input, random);
    return;
  }
  if (protocol === 17) {
    const lengthAt = input.length;
    input.put(4, 0);
    if (random.oneIn(4)) input.fill(random.small(100));
    else putTunnelDatagram(input, random);
    input.set(lengthAt, 2, input.length - lengthAt + 4);
    return;
  }
  input.fill(random.small(40), random.below(256));
}
