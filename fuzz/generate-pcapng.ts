import { LINK_TYPES, putPacket } from './generate-link.ts';
import { originalLength } from './generate-pcap.ts';
import type { FuzzInput } from './input.ts';
import type { Random } from './random.ts';
import { chooseScene, type Scene } from './scene.ts';

// Block types and option codes of draft-ietf-opsawg-pcapng.
export const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const OLD_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const OTHERS = [4, 5, 9, 10, 11, 0x00000bad, 0x40000bad, 0x80000001, 0x1234];
const FIRST_MICROSECOND = 1_600_000_000_000_000;
const TIME_RESOLUTION = 9;
const TIME_OFFSET = 14;

/** The section that blocks are being written into: byte order, and link type and fractions a second of its interfaces. */
interface Section {
  readonly scene: Scene;
  littleEndian: boolean;
  readonly links: number[];
  readonly units: number[];
}

/** A pcapng of its own: up to three sections of up to four interfaces, and blocks of all types. */
export function generatePcapng(input: FuzzInput, random: Random): void {
  input.length = 0;
  const chosen = chooseScene(random, []);
  const section: Section = { scene: { ...chosen, hostile: null }, littleEndian: true, links: [], units: [] };
  for (let sections = random.oneIn(4) ? 3 : 1; sections > 0; sections--) {
    putSection(input, random, section);
    for (let blocks = 1 + random.small(30); blocks > 0; blocks--) putBlock(input, random, section);
  }
}

/** One block of any type at the end of the input. */
function putBlock(input: FuzzInput, random: Random, section: Section): void {
  const { littleEndian, links, units } = section;
  const choice = random.below(16);
  if (links.length === 0 ? choice > 0 : choice === 1 && links.length < 4) {
    putInterface(input, random, section);
  } else if (choice === 2) {
    const start = beginBlock(input, random.pick(OTHERS), littleEndian);
    input.fill(4 * random.small(20), random.below(256));
    endBlock(input, start, littleEndian);
  } else if (choice === 3) {
    const start = beginBlock(input, SIMPLE_PACKET, littleEndian);
    input.put(4, 0);
    putData(input, random, section, links[0] ?? 1, start + 8);
    endBlock(input, start, littleEndian);
  } else {
    const number = random.below(links.length);
    const old = choice === 4;
    const start = beginBlock(input, old ? OLD_PACKET : ENHANCED_PACKET, littleEndian);
    if (old) input.put(2, number, littleEndian);
    input.put(old ? 2 : 4, old ? 0xffff : number, littleEndian);
    const time = Math.floor(((FIRST_MICROSECOND + random.below(9e6)) * (units[number] ?? 1e6)) / 1e6);
    input.put(4, Math.floor(time / 2 ** 32), littleEndian);
    input.put(4, time % 2 ** 32, littleEndian);
    input.fill(8);
    putData(input, random, section, links[number] ?? 1, start + 24, start + 20);
    if (random.oneIn(6)) {
      putOption(input, random, 1, random.small(9), littleEndian);
      input.put(4, 0);
    }
    endBlock(input, start, littleEndian);
  }
}

function putSection(input: FuzzInput, random: Random, section: Section): void {
  section.littleEndian = random.oneIn(2);
  section.links.length = 0;
  section.units.length = 0;
  const start = beginBlock(input, SECTION, section.littleEndian);
  input.put(4, 0x1a2b3c4d, section.littleEndian);
  input.put(2, 1, section.littleEndian);
  input.put(2, random.oneIn(8) ? 2 : 0, section.littleEndian);
  // The section's length, which nobody needs: unknown, or anything.
  input.put(4, random.oneIn(4) ? random.word() : 0xffffffff);
  input.put(4, 0xffffffff);
  if (random.oneIn(3)) putOption(input, random, random.between(2, 4), random.small(20), section.littleEndian);
  endBlock(input, start, section.littleEndian);
}

function putInterface(input: FuzzInput, random: Random, { littleEndian, links, units }: Section): void {
  const linkType = random.oneIn(2) ? 1 : random.pick(LINK_TYPES);
  const start = beginBlock(input, INTERFACE, littleEndian);
  input.put(2, linkType, littleEndian);
  input.put(2, 0);
  input.put(4, random.pick([0, 96, 65_535, 262_144]), littleEndian);
  let unit = 1e6;
  if (random.oneIn(2)) {
    const resolution = random.oneIn(4) ? random.below(256) : random.pick([0, 3, 6, 9, 12, 0x8a, 0x94]);
    unit = resolution >= 128 ? 2 ** (resolution - 128) : 10 ** resolution;
    putOption(input, random, TIME_RESOLUTION, 1, littleEndian, resolution);
  }
  if (random.oneIn(5)) putOption(input, random, TIME_OFFSET, 8, littleEndian);
  if (random.oneIn(5)) putOption(input, random, random.pick([2, 3, 4, 11, 13]), random.small(20), littleEndian);
  if (random.oneIn(2)) input.put(4, 0);
  endBlock(input, start, littleEndian);
  links.push(linkType);
  units.push(unit <= 1e9 ? unit : 1e6);
}

/** A packet, and its captured and original length from `lengthAt` on. Where there is no place for the captured one only the other is set. */
function putData(input: FuzzInput, random: Random, { scene, littleEndian }: Section, linkType: number, originalAt: number, capturedAt = -1): void {
  const data = input.length;
  putPacket(input, random, scene, linkType);
  const whole = input.length - data;
  if (capturedAt >= 0 && random.oneIn(6)) input.length = data + random.small(whole);
  input.set(capturedAt, 4, input.length - data, littleEndian);
  input.set(originalAt, 4, originalLength(random, scene, whole), littleEndian);
}

function putOption(input: FuzzInput, random: Random, code: number, length: number, littleEndian: boolean, value = -1): void {
  input.put(2, code, littleEndian);
  input.put(2, random.oneIn(24) ? random.pick([0, 1, 0xffff, length + 1]) : length, littleEndian);
  for (let i = 0; i < ((length + 3) & ~3); i++) input.put(1, value >= 0 ? value : random.oneIn(2) ? 0 : random.word());
}

function beginBlock(input: FuzzInput, type: number, littleEndian: boolean): number {
  const start = input.length;
  input.put(4, type, littleEndian);
  input.put(4, 0);
  return start;
}

function endBlock(input: FuzzInput, start: number, littleEndian: boolean): void {
  input.fill(-input.length & 3);
  input.put(4, 0);
  input.set(start + 4, 4, input.length - start, littleEndian);
  input.set(input.length - 4, 4, input.length - start, littleEndian);
}
