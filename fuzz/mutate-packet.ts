import type { FuzzInput } from './input.ts';
import { EDGES, mutateNumber } from './mutate-bytes.ts';
import type { Random } from './random.ts';

type Field = readonly [offset: number, width: number];

/** Fields of an IPv4 and of an IPv6 header: lengths, fragments, protocols, addresses, the ports behind. */
const IPV4_FIELDS: readonly Field[] = [[0, 1], [2, 2], [4, 2], [6, 2], [6, 2], [9, 1], [12, 4], [16, 4], [20, 2], [22, 2], [24, 2]];
const IPV6_FIELDS: readonly Field[] = [[0, 1], [4, 2], [4, 2], [6, 1], [6, 1], [8, 4], [24, 4], [40, 1], [41, 1], [42, 2], [44, 2]];
const LAYERS = [0x8100, 0x88a8, 0x8847, 0x8864, 0x0800, 0x86dd, 0x0806];
const NEXT_HEADERS = [0, 4, 6, 17, 41, 43, 44, 47, 50, 51, 59, 60, 135, 139, 140];

/** Changes something of the headers of a packet in input[start, end): of its link, or of IP where it looks like that. */
export function mutatePacket(input: FuzzInput, random: Random, start: number, end: number): void {
  if (end <= start) return;
  const ip = findIp(input, random, start, end);
  switch (random.below(6)) {
    case 0:
      mutateNumber(input, random, start + random.small(Math.min(40, end - start)), random.oneIn(2) ? 2 : 1);
      break;
    case 1:
      // One layer more where another begins.
      input.set(start + 12 + 4 * random.small(3), 2, random.pick(LAYERS));
      break;
    case 2:
      input.set(ip + (input.get(ip, 1) >>> 4 === 6 ? 6 : 9), 1, random.pick(NEXT_HEADERS));
      break;
    case 3:
      // A chain of extension headers: each names the next, with lengths of any kind.
      for (let at = ip + 40; at < end - 8 && !random.oneIn(8); at += 8) {
        input.set(at, 1, random.pick(NEXT_HEADERS));
        input.set(at + 1, 1, random.oneIn(6) ? random.pick(EDGES) : 0);
      }
      break;
    default: {
      const [offset, width] = random.pick(input.get(ip, 1) >>> 4 === 6 ? IPV6_FIELDS : IPV4_FIELDS);
      mutateNumber(input, random, ip + offset, width);
    }
  }
}

/** The first byte from somewhere on that could begin an IP header. */
function findIp(input: FuzzInput, random: Random, start: number, end: number): number {
  for (let at = start + (random.oneIn(4) ? random.small(40) : 0); at < end; at++) {
    const byte = input.get(at, 1);
    if ((byte >= 0x45 && byte <= 0x4f) || byte === 0x60) return at;
  }
  return start;
}
