import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Flow } from './batch.ts';
import { FlowTable } from './flows.ts';

interface Packet {
  readonly length: 4 | 16;
  readonly source: readonly number[];
  readonly destination: readonly number[];
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

function ask(table: FlowTable, packet: Packet): { number: number; fromA: number; fresh: Flow | null } {
  const bytes = Uint8Array.from([...packet.source, ...packet.destination]);
  const { length, protocol, sourcePort, destinationPort } = packet;
  const number = table.number(bytes, 0, length, length, protocol, sourcePort, destinationPort);
  return { number, fromA: table.fromA, fresh: table.fresh };
}

const FIRST: Packet = { length: 4, source: [10, 0, 0, 1], destination: [10, 0, 0, 2], protocol: 17, sourcePort: 5000, destinationPort: 443 };

function answerTo(packet: Packet): Packet {
  const { source, destination, sourcePort, destinationPort } = packet;
  return { ...packet, source: destination, destination: source, sourcePort: destinationPort, destinationPort: sourcePort };
}

describe('FlowTable', () => {
  test('a packet and its answer are one flow, and its first sender is a', () => {
    const table = new FlowTable();
    const a = { address: '10.0.0.1', port: 5000 };
    const b = { address: '10.0.0.2', port: 443 };
    expect(ask(table, FIRST)).toEqual({ number: 0, fromA: 1, fresh: { number: 0, a, b, protocol: 17 } });
    expect(ask(table, answerTo(FIRST))).toEqual({ number: 0, fromA: 0, fresh: null });
    expect(ask(table, FIRST)).toEqual({ number: 0, fromA: 1, fresh: null });
  });

  test.each<[string, Packet]>([
    ['protocol', { ...FIRST, protocol: 6 }],
    ['source port', { ...FIRST, sourcePort: 5001 }],
    ['destination', { ...FIRST, destination: [10, 0, 0, 3] }],
    ['addresses, but not ports, changing places', { ...FIRST, source: FIRST.destination, destination: FIRST.source }],
    ['ports, but not addresses, changing places', { ...FIRST, sourcePort: 443, destinationPort: 5000 }],
  ])('another %s is another flow', (_name, packet) => {
    const table = new FlowTable();
    ask(table, FIRST);
    expect(ask(table, packet).number).toBe(1);
  });

  test('an IPv6 address that starts with the bytes of an IPv4 one is another flow', () => {
    const table = new FlowTable();
    ask(table, FIRST);
    const pad = new Array<number>(12).fill(0);
    expect(ask(table, { ...FIRST, length: 16, source: [...FIRST.source, ...pad], destination: [...FIRST.destination, ...pad] }).number).toBe(1);
  });

  test('both endpoints may be the same', () => {
    const table = new FlowTable();
    const loop: Packet = { ...FIRST, destination: FIRST.source, destinationPort: FIRST.sourcePort };
    expect(ask(table, loop)).toMatchObject({ number: 0, fromA: 1 });
    expect(ask(table, answerTo(loop))).toMatchObject({ number: 0, fromA: 1 });
  });

  test('numbers agree with those of a map of strings, also while the table grows', () => {
    const byte = fc.integer({ min: 0, max: 3 });
    const address = fc.tuple(fc.constant(10), fc.constant(0), byte, fc.nat(255));
    const port = fc.nat(30);
    const packet = fc.record({
      length: fc.constant<4>(4),
      source: address,
      destination: address,
      protocol: fc.constantFrom(6, 17),
      sourcePort: port,
      destinationPort: port,
    });
    fc.assert(
      fc.property(fc.array(packet, { minLength: 3000, maxLength: 3500, size: 'max' }), (packets) => {
        const table = new FlowTable();
        const known = new Map<string, number>();
        for (const one of [...packets, ...packets.map(answerTo)]) {
          const ends = [`${one.source}:${one.sourcePort}`, `${one.destination}:${one.destinationPort}`];
          const key = `${ends.sort()},${one.protocol}`;
          const number = known.get(key) ?? known.size;
          const { number: got, fresh } = ask(table, one);
          if (got !== number || (fresh !== null) !== !known.has(key)) throw new Error(`${key}: ${got} instead of ${number}`);
          known.set(key, number);
        }
        expect(table.count).toBe(known.size);
      }),
      { seed: 2, numRuns: 5 },
    );
  });
});
