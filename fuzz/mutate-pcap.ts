import { LINK_TYPES } from './generate-link.ts';
import { putPcapRecord } from './generate-pcap.ts';
import { FuzzInput } from './input.ts';
import { mutateNumber } from './mutate-bytes.ts';
import { mutatePacket } from './mutate-packet.ts';
import type { Random } from './random.ts';
import { mixedScene } from './scene.ts';

const PCAP_FILE_HEADER = 24;
const MAGICS = [0xa1b2c3d4, 0xa1b23c4d, 0xa1b2cd34];
const MODIFIED = 0xa1b2cd34;
const FIELDS = [0, 4, 8, 8, 8, 12];
const MOST_RECORDS = 512;
const starts = new Int32Array(MOST_RECORDS + 1);
const made = new FuzzInput();

/** What the file header of a pcap says of how records are laid out. */
function pcapLayout(input: FuzzInput): { littleEndian: boolean; recordHeader: 16 | 24 } {
  const littleEndian = !MAGICS.includes(input.get(0, 4));
  return { littleEndian, recordHeader: input.get(0, 4, littleEndian) === MODIFIED ? 24 : 16 };
}

/** Changes a pcap where its structure is: file header, record headers, whole records, headers of packets. */
export function mutatePcap(input: FuzzInput, random: Random): void {
  const { littleEndian, recordHeader } = pcapLayout(input);
  const records = findRecords(input, littleEndian, recordHeader);
  if (records === 0 || random.oneIn(12)) {
    mutateFileHeader(input, random, littleEndian);
    return;
  }
  const record = random.below(records);
  const start = starts[record]!;
  const end = starts[record + 1]!;
  switch (random.below(10)) {
    case 0:
      input.remove(start, end - start);
      break;
    case 1:
      input.duplicate(start, end, starts[random.below(records + 1)]!);
      break;
    case 2:
      made.length = 0;
      putPcapRecord(made, random, mixedScene(), input.get(20, 4, littleEndian) & 0xffff, littleEndian, recordHeader === 24);
      input.insert(start, made.bytes.subarray(0, made.length));
      break;
    case 3:
      input.length = start + random.small(end - start);
      break;
    case 4:
    case 5:
    case 6:
      mutateNumber(input, random, start + random.pick(FIELDS), 4, littleEndian);
      break;
    default:
      mutatePacket(input, random, start + recordHeader, end);
  }
}

function mutateFileHeader(input: FuzzInput, random: Random, littleEndian: boolean): void {
  const choice = random.below(4);
  if (choice === 0) input.set(0, 4, random.pick(MAGICS), random.oneIn(2));
  else if (choice === 1) mutateNumber(input, random, 4 * random.below(6), 4, littleEndian);
  else input.set(20, 4, random.pick(LINK_TYPES), littleEndian);
}

/** Puts the start of each record, and the end of the last, into `starts`. @returns how many there are */
function findRecords(input: FuzzInput, littleEndian: boolean, recordHeader: number): number {
  let records = 0;
  for (let at = PCAP_FILE_HEADER; at + recordHeader <= input.length && records < MOST_RECORDS; records++) {
    starts[records] = at;
    at = Math.min(input.length, at + recordHeader + input.get(at + 8, 4, littleEndian));
    starts[records + 1] = at;
  }
  return records;
}
