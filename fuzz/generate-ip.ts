import { putOpenVpnStream, putTunnelDatagram } from './generate-payload.ts';
import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';
import type { Scene } from './scene.ts';

const EXTENSIONS = [0, 43, 44, 51, 60, 135, 139, 140, 253, 254];
const MORE_FRAGMENTS = 0x2000;

/** A packet of either version at the end of the input, whole or nearly so. `depth` bounds packets within packets. */
export function putIp(input: FuzzInput, random: Random, scene: Scene, version = random.oneIn(3) && !scene.hostile ? 6 : 4, depth = 2): void {
  scene.packets++;
  if (version === 6) putIpv6(input, random, scene, depth);
  else putIpv4(input, random, scene, depth);
}

function putIpv4(input: FuzzInput, random: Random, scene: Scene, depth: number): void {
  const start = input.length;
  const options = random.oneIn(4) ? random.between(0, 10) : 0;
  const protocol = random.pick(scene.protocols);
  input.put(1, 0x45 + options);
  input.put(1, 0);
  input.put(2, 0);
  input.put(2, random.below(2));
  input.put(2, random.oneIn(scene.fragments) ? (random.below(2) * MORE_FRAGMENTS) | random.pick([0, 0, 1, 2, 185, 0x1fff]) : 0x4000 * random.below(2));
  input.put(1, 64);
  input.put(1, protocol);
  input.put(2, 0);
  const turned = random.oneIn(4);
  const source = scene.hostile ? scene.hostile[(random.oneIn(3) ? random.word() : scene.packets) % scene.hostile.length]! : 0x0a000100 + random.below(scene.sources);
  const destination = 0x0a000000 + (scene.hostile ? 0 : random.below(scene.destinations));
  input.put(4, turned ? destination : source);
  input.put(4, turned ? source : destination);
  for (let word = 0; word < options; word++) input.put(4, random.pick([0x01010101, 0x07270400, 0x00000000, 0x44040500]));
  putTransport(input, random, scene, protocol, depth);
  const length = input.length - start;
  // Segmentation offload leaves 0 there; a snap length and a lie give other ones.
  input.set(start + 2, 2, random.oneIn(scene.giants) ? 0 : random.oneIn(12) ? random.pick([0, 19, 20, 65535, length - 1, length + 1000]) : length);
}

function putIpv6(input: FuzzInput, random: Random, scene: Scene, depth: number): void {
  const start = input.length;
  input.put(4, 0x60000000);
  input.put(2, 0);
  let nextAt = input.length;
  input.put(1, 0);
  input.put(1, 64);
  for (let side = 0; side < 2; side++) {
    input.put(4, 0x20010db8);
    input.fill(8);
    input.put(4, side === 0 ? random.below(scene.sources) : 100 + random.below(scene.destinations));
  }
  for (let headers = random.oneIn(3) || scene.fragments < 4 ? random.small(12) : 0; headers > 0; headers--) {
    const kind = random.oneIn(scene.fragments) ? 44 : random.pick(EXTENSIONS);
    input.set(nextAt, 1, kind);
    nextAt = input.length;
    input.put(1, 0);
    if (kind === 44) {
      input.put(1, 0);
      input.put(2, random.pick([0, 1, 8, 9, 0xfff8, 0xfff9]));
      input.put(4, random.below(2));
    } else {
      const words = random.small(3);
      input.put(1, random.oneIn(10) ? 255 : words);
      input.fill(kind === 51 ? 4 * words + 6 : 8 * words + 6);
    }
  }
  const protocol = random.pick(scene.protocols);
  input.set(nextAt, 1, protocol);
  putTransport(input, random, scene, protocol, depth);
  const length = input.length - start - 40;
  input.set(start + 4, 2, random.oneIn(scene.giants) ? 0 : random.oneIn(12) ? random.pick([0, 1, 65535, length - 1, length + 1000]) : length);
}

function putTransport(input: FuzzInput, random: Random, scene: Scene, protocol: number, depth: number): void {
  const inner = protocol === 4 ? 4 : 6;
  if ((protocol === 4 || protocol === 41) && depth > 0) {
    putIp(input, random, scene, inner, depth - 1);
    return;
  }
  if (protocol === 47) input.put(4, random.pick([0x0800, 0x20000800, 0x86dd, 0x30016558]));
  if (protocol === 50) input.put(4, random.word());
  if (protocol === 6 || protocol === 17 || protocol === 132) {
    input.put(2, random.pick(scene.ports));
    input.put(2, random.pick(scene.ports));
  }
  if (protocol === 6) {
    input.put(4, random.below(9000));
    input.put(4, 1);
    input.put(4, random.pick([0x50180000, 0x50100000, 0x80180000, 0xf0180000, 0x00180000]));
    input.put(4, 0);
    if (random.oneIn(2)) putOpenVpnStream(input, random, scene);
    return;
  }
  if (protocol === 17) {
    const lengthAt = input.length;
    input.put(4, 0);
    if (scene.hostile || (scene.tunnel === null && random.oneIn(4))) input.fill(random.small(scene.hostile ? 1 : 100));
    else putTunnelDatagram(input, random, scene);
    input.set(lengthAt, 2, input.length - lengthAt + 4);
    return;
  }
  input.fill(random.small(40), random.below(256));
}
