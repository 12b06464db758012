import { putEtherType, putPppoe, putPppProtocol } from './generate-layers.ts';
import { putIp } from './generate-ip.ts';
import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';
import { putAvs, putPrism, putRadiotap, putWireless } from './generate-radio.ts';
import type { Scene } from './scene.ts';

/** What comes before an IP packet, by LINKTYPE number (tcpdump.org/linktypes.html). @returns the version of IP that must follow, 0 for either */
const HEADERS: Readonly<Record<number, (input: FuzzInput, random: Random) => number>> = {
  0: (input, random) => putFamily(input, random, random.oneIn(2)),
  1: (input, random) => {
    input.fill(12, 2);
    return putEtherType(input, random);
  },
  9: putPpp,
  12: () => 0,
  14: () => 0,
  50: (input, random) => (random.oneIn(3) ? putCiscoHdlc(input, random) : putPpp(input, random)),
  51: putPppoe,
  101: () => 0,
  104: putCiscoHdlc,
  105: putWireless,
  108: (input, random) => putFamily(input, random, false),
  113: (input, random) => {
    input.put(2, 0);
    input.put(2, random.oneIn(6) ? random.pick([803, 824, 770]) : 1);
    input.fill(10, 2);
    return putEtherType(input, random);
  },
  119: (input, random) => (random.oneIn(3) ? putAvs(input, random) : putPrism(input, random)),
  127: putRadiotap,
  163: putAvs,
  204: (input, random) => {
    input.put(1, random.below(2));
    return putPpp(input, random);
  },
  219: (input, random) => {
    for (let labels = random.small(5); labels > 0; labels--) input.put(4, random.below(1024) << 12);
    input.put(4, 0x00010140);
    return 0;
  },
  228: () => 4,
  229: () => 6,
  239: (input, random) => {
    input.put(4, random.pick([0x02000000, 0x0a000000, 0x07000000]));
    const littleEndian = random.oneIn(2);
    for (let count = random.small(5); count > 0; count--) putNflogValue(input, random, random.between(1, 12), random.small(9), littleEndian);
    putNflogValue(input, random, 9, random.between(40, 400), littleEndian);
    return 0;
  },
  276: (input, random) => {
    const at = input.length;
    const version = putEtherType(input, random, false);
    input.length = at + 2;
    input.fill(6);
    input.put(2, random.oneIn(6) ? random.pick([803, 824, 770]) : 1);
    input.fill(10);
    return version;
  },
};

/** Link types that packets are generated for, and a few that nobody reads. */
export const LINK_TYPES: readonly number[] = [...Object.keys(HEADERS).map(Number), 147, 192, 195, 65535];

/** A packet with the headers of its link, well-formed or nearly so, at the end of the input. */
export function putPacket(input: FuzzInput, random: Random, scene: Scene, linkType: number): void {
  const version = (HEADERS[linkType] ?? HEADERS[1]!)(input, random);
  if (version !== 0) putIp(input, random, scene, version);
  else putIp(input, random, scene);
}

function putPpp(input: FuzzInput, random: Random): number {
  if (random.oneIn(2)) input.put(2, 0xff03);
  return putPppProtocol(input, random);
}

function putCiscoHdlc(input: FuzzInput, random: Random): number {
  input.put(2, random.pick([0x0f00, 0x8f00]));
  return putEtherType(input, random);
}

function putFamily(input: FuzzInput, random: Random, littleEndian: boolean): number {
  const version = random.pick([4, 6]);
  input.put(4, random.oneIn(10) ? random.pick([random.word(), 0xff030021, 0x0800, 0x86dd]) : version === 4 ? 2 : random.pick([10, 24, 28, 30]), littleEndian);
  return version;
}

/** An attribute: its length counts its own header, and the next begins at a multiple of 4. The payload's value is what follows. */
function putNflogValue(input: FuzzInput, random: Random, type: number, length: number, littleEndian: boolean): void {
  input.put(2, random.oneIn(20) ? random.pick([0, 1, 3, 4, 0xffff]) : length + 4, littleEndian);
  input.put(2, type, littleEndian);
  if (type !== 9) input.fill((length + 3) & ~3);
}
