import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { ADDRESS_IPV4, KEY_KIND, KEY_PORTS, KEY_WORDS } from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';
import type { Kernels } from '../kernels.ts';
import { hashKey } from '../typescript/flow-hash.ts';
import { ipv4, type Ipv4Shape, ipv6, pcapRecords, udp } from './build-packets.ts';
import { decodeAll, pcapSetup } from './decode-all.ts';

interface Packet {
  readonly source: readonly number[];
  readonly destination: readonly number[];
  readonly protocol: number;
  readonly from: number;
  readonly to: number;
}

const FIRST: Packet = { source: [10, 0, 0, 1], destination: [10, 0, 0, 2], protocol: 17, from: 5000, to: 443 };
const swap = ({ source, destination, protocol, from, to }: Packet): Packet => ({ source: destination, destination: source, protocol, from: to, to: from });
const build = ({ source, destination, protocol, from, to }: Packet): Uint8Array => {
  const addresses: Ipv4Shape = { source, destination, payload: udp(from, to) };
  return source.length === 4 ? ipv4({ ...addresses, protocol }) : ipv6({ ...addresses, next: protocol });
};

/** Numbers a flow by unordered 5-tuple, as the definition of second chance has it: the clock's hand passes over flows that had a second packet. */
class ClockModel {
  readonly #entries: { key: string; number: number; recent: boolean }[] = [];
  readonly evicted: number[] = [];
  #hand = 0;
  #count = 0;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  number(packet: Packet): number {
    const key = `${[`${packet.source}:${packet.from}`, `${packet.destination}:${packet.to}`].sort()},${packet.protocol}`;
    const known = this.#entries.find((entry) => entry.key === key);
    if (known) {
      known.recent = true;
      return known.number;
    }
    const fresh = { key, number: this.#count++, recent: false };
    if (this.#entries.length < this.#capacity) this.#entries.push(fresh);
    else {
      for (; this.#entries[this.#hand]!.recent; this.#hand = (this.#hand + 1) % this.#capacity) this.#entries[this.#hand]!.recent = false;
      this.evicted.push(this.#entries[this.#hand]!.number);
      this.#entries[this.#hand] = fresh;
      this.#hand = (this.#hand + 1) % this.#capacity;
    }
    return fresh.number;
  }
}

/** The flow table, through packets. */
export function flowsConform(kernels: () => Kernels): void {
  let decoder: Decoder;
  beforeAll(async () => {
    decoder = await kernels().openDecoder({ rows: 64, flows: 4096, inputBytes: 4096 });
  });
  const decode = (packets: readonly Packet[], by = decoder) => {
    const decoded = decodeAll(by, pcapRecords(packets.map((packet) => ({ data: build(packet) }))), pcapSetup({ linkType: 101 }));
    return { ...decoded, numbers: decoded.packets.map((row) => row[3]!), fromA: decoded.packets.map((row) => row[4]!) };
  };

  test('a packet and its answer are one flow, and its first sender is a', () => {
    const { numbers, fromA, flows } = decode([FIRST, swap(FIRST), FIRST]);
    expect([numbers, fromA]).toEqual([[0, 0, 0], [1, 0, 1]]);
    expect(flows).toEqual([{ a: FIRST.source, b: FIRST.destination, ports: [5000, 443], protocol: 17, kind: 4 }]);
  });

  test.each<[string, Packet]>([
    ['protocol', { ...FIRST, protocol: 6 }],
    ['source port', { ...FIRST, from: 5001 }],
    ['destination', { ...FIRST, destination: [10, 0, 0, 3] }],
    ['addresses, but not ports, changing places', { ...swap(FIRST), from: FIRST.from, to: FIRST.to }],
    ['ports, but not addresses, changing places', { ...FIRST, from: FIRST.to, to: FIRST.from }],
    [
      'version: an IPv6 address that starts with the bytes of an IPv4 one',
      { ...FIRST, source: [...FIRST.source, ...new Array<number>(12).fill(0)], destination: [...FIRST.destination, ...new Array<number>(12).fill(0)] },
    ],
  ])('another %s is another flow', (_name, packet) => {
    expect(decode([FIRST, packet, FIRST, packet]).numbers).toEqual([0, 1, 0, 1]);
  });

  test('both endpoints may be the same', () => {
    const loop: Packet = { ...FIRST, destination: FIRST.source, to: FIRST.from };
    const { numbers, fromA } = decode([loop, swap(loop)]);
    expect([numbers, fromA]).toEqual([[0, 0], [1, 1]]);
  });

  test('every bit of an IPv6 address counts', () => {
    const zeros = new Array<number>(16).fill(0);
    const bits = Array.from({ length: 128 }, (_, bit) => zeros.map((_byte, i) => (i === bit >> 3 ? 1 << (bit & 7) : 0)));
    const packets = [zeros, ...bits].map((source): Packet => ({ ...FIRST, source, destination: new Array<number>(16).fill(7) }));
    expect(decode([...packets, ...packets.map(swap)]).numbers).toEqual([...packets.keys(), ...packets.keys()]);
  });

  const byte = fc.integer({ min: 0, max: 3 });
  const address = fc.oneof(fc.tuple(fc.constant(10), fc.constant(0), byte, byte), byte.map((last) => [...new Array<number>(15).fill(0), last]));
  const packet = fc
    .tuple(address, address, fc.constantFrom(6, 17), fc.nat(3), fc.nat(3))
    .filter(([source, destination]) => source.length === destination.length)
    .map(([source, destination, protocol, from, to]): Packet => ({ source, destination, protocol, from, to }));

  test.each([1, 2, 5, 64, 1000])('numbers and evictions agree with the definition, %i flows known at once', async (flows) => {
    const small = await kernels().openDecoder({ rows: 32, flows, inputBytes: 256 });
    let evictions = 0;
    fc.assert(
      fc.property(fc.array(packet, { minLength: 100, maxLength: 1000, size: 'max' }), (packets) => {
        const model = new ClockModel(flows);
        const twice = packets.flatMap((one, i) => (i % 3 === 0 ? [one, swap(one)] : [one]));
        const expected = twice.map((one) => model.number(one));
        const { numbers, evicted } = decode(twice, small);
        expect(numbers).toEqual(expected);
        expect(evicted).toEqual(model.evicted);
        evictions += evicted.length;
      }),
      { seed: 2, numRuns: 8 },
    );
    expect(evictions > 0).toBe(flows < 1000);
  });

  test('keys that all belong into one slot cost bounded time: beyond 128 the first that was not seen again gives way', () => {
    const home = 77;
    const key = new Uint32Array(KEY_WORDS);
    const packets: Packet[] = [];
    for (let n = 0; packets.length < 140; n++) {
      key[0] = (10 << 24) | n;
      key[4] = 0x0a000002;
      key[KEY_PORTS] = (5000 << 16) | 443;
      key[KEY_KIND] = (17 << 16) | (ADDRESS_IPV4 << 8) | ADDRESS_IPV4;
      if ((hashKey(key, 0) & 8191) === home) packets.push({ ...FIRST, source: [10, (n >> 16) & 255, (n >> 8) & 255, n & 255] });
    }
    const again = packets.slice(0, 100);
    for (let round = 0; round < 2; round++) {
      const { numbers, evicted, flows } = decode([...packets.slice(0, 128), ...again.map(swap), ...packets.slice(128), ...again]);
      expect(numbers.slice(0, 228)).toEqual([...Array(128).keys(), ...again.keys()]);
      expect(numbers.slice(228, 240)).toEqual([128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 138, 139]);
      // Those seen twice stay for a second round; the others give way from the first slot on.
      expect(evicted.slice(0, 12).every((number) => number < 140)).toBe(true);
      expect(flows.length).toBe(140 + numbers.slice(240).filter((number) => number >= 140).length);
      expect(new Set(evicted).size).toBe(evicted.length);
    }
  });

  test('flows of one packet drive out each other, not one that goes on', async () => {
    const small = await kernels().openDecoder({ rows: 32, flows: 8, inputBytes: 256 });
    const scan = Array.from({ length: 1000 }, (_, i): Packet[] => [{ ...FIRST, to: 1000 + i }, FIRST]).flat();
    const { numbers } = decode([FIRST, ...scan], small);
    expect(numbers.filter((_, i) => i % 2 === 0)).toEqual(new Array<number>(1001).fill(0));
  });
}
