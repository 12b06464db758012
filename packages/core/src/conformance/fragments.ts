import { expect, test } from 'vitest';
import { FRAGMENTS_KEPT, WARN_FRAGMENT_WITHOUT_FIRST } from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';
import { type Ipv4Shape, ipv4, type PcapRecord, pcapRecords, udp } from './build-packets.ts';
import { decodeAll, pcapSetup } from './decode-all.ts';

const first = (id: number, port = 5000, second = 0): PcapRecord => ({ second, data: ipv4({ id, fragment: 0x2000, payload: udp(port, 443) }) });
const later = (id: number, shape: Ipv4Shape = {}, second = 0): PcapRecord => ({
  second,
  data: ipv4({ id, fragment: 0x0002, payload: [1, 2, 3, 4], ...shape }),
});

/** Later fragments, and the table of their firsts. */
export function fragmentsConform(decoder: () => Decoder): void {
  /** Source port that each packet counts with, and warnings. */
  const decode = (records: readonly PcapRecord[]) => {
    const { packets, flows, warnings } = decodeAll(decoder(), pcapRecords(records), pcapSetup({ linkType: 101 }), [10_000]);
    return { ports: packets.map((row) => flows[row[3]!]!.ports[0]), lost: warnings[WARN_FRAGMENT_WITHOUT_FIRST] };
  };

  test('a later fragment joins its first; without it it counts with port 0, and a warning', () => {
    expect(decode([later(5), first(5), later(5), later(6)])).toEqual({ ports: [0, 5000, 5000, 0], lost: 2 });
  });

  test.each<[string, Ipv4Shape]>([
    ['identification', { id: 2 }],
    ['protocol', { protocol: 6 }],
    ['source', { source: [10, 0, 0, 9] }],
    ['destination', { destination: [10, 0, 0, 9] }],
    ['direction', { source: [10, 0, 0, 2], destination: [10, 0, 0, 1] }],
  ])('another %s belongs to another first', (_name, shape) => {
    expect(decode([first(1), later(1, shape)])).toEqual({ ports: [5000, 0], lost: 1 });
  });

  test('a first fragment is forgotten after 30 s either way, and replaced by one of the same identification', () => {
    expect(decode([first(1), later(1, {}, 30)]).ports).toEqual([5000, 5000]);
    expect(decode([first(1), later(1, {}, 31)]).ports).toEqual([5000, 0]);
    expect(decode([first(1, 5000, 40), later(1, {}, 9)]).ports).toEqual([5000, 0]);
    expect(decode([first(1), first(1, 6000, 30), later(1, {}, 31)]).ports).toEqual([5000, 6000, 6000]);
  });

  test('the table is bounded: the oldest goes', () => {
    const firsts = Array.from({ length: FRAGMENTS_KEPT + 1 }, (_, id) => first(id, 1 + id));
    const { ports } = decode([...firsts, later(0), later(1), later(FRAGMENTS_KEPT)]);
    expect(ports.slice(-3)).toEqual([0, 2, 1 + FRAGMENTS_KEPT]);
  });

  test('what one capture had is not known in the next', () => {
    expect(decode([first(1)]).ports).toEqual([5000]);
    expect(decode([later(1)])).toEqual({ ports: [0], lost: 1 });
  });
}
