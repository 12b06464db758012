import { LINK_TYPES, putPacket } from './generate-link.ts';
import { collidingSources } from './hostile-flows.ts';
import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';
import { chooseScene, type Scene } from './scene.ts';

const MAGICS = [0xa1b2c3d4, 0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34];
const MODIFIED = 0xa1b2cd34;
const ORDINARY = [1, 101, 113, 276];
/** More than are looked at for one flow, twice each. */
const HOSTILE = collidingSources(140);
const FIRST_SECOND = 1_600_000_000;

/** A pcap of its own, of up to about 40 records. `anyLink`: every link type is as likely as any other. */
export function generatePcap(input: FuzzInput, random: Random, anyLink: boolean): void {
  const scene = chooseScene(random, HOSTILE);
  const littleEndian = random.oneIn(2);
  const magic = random.pick(MAGICS);
  const linkType = scene.hostile ? 101 : random.pick(anyLink ? LINK_TYPES : ORDINARY);
  input.length = 0;
  input.put(4, magic, littleEndian);
  input.put(2, 2, littleEndian);
  input.put(2, 4, littleEndian);
  input.fill(8);
  input.put(4, random.pick([65_535, 262_144, 96, 0]), littleEndian);
  input.put(4, linkType + (random.oneIn(16) ? 0x14000000 : 0), littleEndian);
  for (let records = scene.hostile ? 2 * HOSTILE.length : 1 + random.small(40); records > 0; records--) {
    putPcapRecord(input, random, scene, linkType, littleEndian, magic === MODIFIED);
  }
}

const LENGTHS = [65_535, 65_536, 65_549, 65_550, 131_070, 131_084, 600_000, 1_048_576, 1_048_590, 1_100_000, 0xffffffff];

/** What a record gives as length on the wire of a packet of `whole` bytes: mostly that. */
export function originalLength(random: Random, scene: Scene, whole: number): number {
  if (random.oneIn(scene.giants)) return random.pick(LENGTHS);
  return random.oneIn(12) ? random.pick([whole + 1, whole + 1400, random.small(60), ...LENGTHS]) : whole;
}

/** One record with a generated packet at the end of the input. */
export function putPcapRecord(input: FuzzInput, random: Random, scene: Scene, linkType: number, littleEndian: boolean, modified: boolean): void {
  const start = input.length;
  input.put(4, FIRST_SECOND + random.small(9), littleEndian);
  input.put(4, random.below(1_000_000), littleEndian);
  input.fill(modified ? 16 : 8);
  const data = input.length;
  putPacket(input, random, scene, linkType);
  const whole = input.length - data;
  if (random.oneIn(scene.hostile ? 100 : 6)) input.length = data + random.small(whole);
  input.set(start + 8, 4, input.length - data, littleEndian);
  input.set(start + 12, 4, originalLength(random, scene, whole), littleEndian);
}
