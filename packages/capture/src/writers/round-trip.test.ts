import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packetBatch } from '../../fixtures/batches.ts';
import { readAll } from '../../fixtures/read-all.ts';
import type { Flow } from '../batch.ts';
import { createWriter, type OutputFormat } from './create-writer.ts';

/** TCP, UDP, DCCP, SCTP, UDP-Lite. */
const PORTED = [6, 17, 33, 132, 136];
/** What ports are, and what a later fragment is, only packets tell: these have neither. */
const OTHERS = [1, 2, 47, 50, 51, 58, 89, 255];
const PORTS_END = { 4: 24, 6: 44 };

const ipv4 = fc.tuple(fc.integer({ min: 1, max: 239 }), fc.nat(255), fc.nat(255), fc.nat(255)).map((bytes) => bytes.join('.'));
const ipv6 = fc.tuple(fc.integer({ min: 1, max: 0xffff }), fc.integer({ min: 1, max: 0xffff })).map(([x, y]) => `2001:db8::${x.toString(16)}:${y.toString(16)}`);
const port = fc.integer({ min: 1, max: 65_535 });

const ends = fc.oneof(fc.tuple(fc.constant(4 as const), ipv4, ipv4), fc.tuple(fc.constant(6 as const), ipv6, ipv6)).filter(([, a, b]) => a !== b);
const flow = fc.tuple(ends, fc.constantFrom(...PORTED, ...OTHERS), port, port).map(([[version, a, b], protocol, portA, portB]) => {
  const ported = PORTED.includes(protocol);
  return { version, a: { address: a, port: ported ? portA : 0 }, b: { address: b, port: ported ? portB : 0 }, protocol };
});
const flows = fc.uniqueArray(flow, { minLength: 1, maxLength: 8, selector: ({ a, b, protocol }) => `${[`${a.address},${a.port}`, `${b.address},${b.port}`].sort()},${protocol}` });

/** Packets of flows in order of their numbers' first appearance, first sent by a, as a reader numbers them. */
const capture = fc.tuple(flows, fc.array(fc.tuple(fc.nat(7), fc.nat(5000), fc.nat(999_999), fc.nat(66_000), fc.nat(1)), { minLength: 1, maxLength: 60 })).map(([known, drawn]) => {
  const numbered: Flow[] = [];
  const numbers = new Map<number, number>();
  let time = 1_600_000_000_000;
  const packets = drawn.map(([pick, step, nanoseconds, size, fromA]) => {
    const chosen = pick % known.length;
    const { version, ...flow } = known[chosen]!;
    const fresh = !numbers.has(chosen);
    if (fresh) {
      numbers.set(chosen, numbered.length);
      numbered.push({ number: numbered.length, ...flow });
    }
    time += step + 1;
    return [time, nanoseconds, Math.max(PORTS_END[version], size), numbers.get(chosen)!, fresh ? 1 : fromA];
  });
  return { flows: numbered, packets: packets.flatMap(rowsOf) };
});

/** A packet of more than 65,535 bytes stands as several rows. */
function rowsOf([time, nanoseconds, size, flow, fromA]: number[]): number[][] {
  const parts = size! > 65_535 ? [65_535, size! - 65_535] : [size!];
  return parts.map((part) => [time!, nanoseconds!, part, flow!, fromA!]);
}

/** Writes in batches of a few rows, none of which ends within a giant packet. */
function write(format: OutputFormat, { flows, packets }: { flows: Flow[]; packets: number[][] }, options = {}): Uint8Array {
  const writer = createWriter(format, options);
  const pieces = [writer.begin()];
  let named = 0;
  for (let start = 0, end = 0; start < packets.length; start = end) {
    end = Math.min(packets.length, start + 7);
    while (end < packets.length && packets[end]![0] === packets[end - 1]![0]) end++;
    const rows = packets.slice(start, end);
    const last = Math.max(named - 1, ...rows.map((row) => row[3]!));
    pieces.push(writer.write(packetBatch(rows, flows.slice(named, last + 1))));
    named = last + 1;
  }
  return Buffer.concat([...pieces, writer.end()]);
}

describe.each(['wasm', 'typescript'] as const)('%s', (engine) => {
  test.each(['pcap', 'pcapng'] as const)('what is written as %s is read again, every column of it', async (format) => {
    await fc.assert(fc.asyncProperty(capture, async (drawn) => {
      const { packets, flows, error, statistics } = await readAll(write(format, drawn), undefined, { engine });
      expect(error).toBeNull();
      expect(packets).toEqual(drawn.packets);
      expect(flows).toEqual(drawn.flows);
      expect(statistics).toMatchObject({ format, skipped: {}, warnings: [], linkTypes: [101] });
    }), { numRuns: 60 });
  });

  test('what is written as network-stats is read again, but for times within the millisecond and the order of flows within a second', async () => {
    await fc.assert(fc.asyncProperty(capture, async (drawn) => {
      const { packets, flows, error, statistics } = await readAll(write('network-stats', drawn, { keepEnds: true }), undefined, { engine });
      expect(error).toBeNull();
      expect(statistics).toMatchObject({ resolution: 'packet', skipped: {}, warnings: [] });
      expect(flows.map(({ number, ...flow }) => flow).sort(byText)).toEqual(drawn.flows.map(({ number, ...flow }) => flow).sort(byText));
      const named = (rows: number[][], names: Flow[]) => rows.map(([time, , size, flow, fromA]) => [names[flow!]!.a, names[flow!]!.b, names[flow!]!.protocol, time, size, fromA]).sort(byText);
      expect(named(packets, flows)).toEqual(named(drawn.packets, drawn.flows));
    }), { numRuns: 60 });
  });

  test('totals of seconds are those of the packets', async () => {
    await fc.assert(fc.asyncProperty(capture, async (drawn) => {
      const { seconds, error, statistics } = await readAll(write('network-stats-regular', drawn), undefined, { engine });
      expect(error).toBeNull();
      expect(statistics.warnings).toEqual([]);
      expect(seconds.reduce((sum, row) => sum + row[2]! + row[3]!, 0)).toBe(drawn.packets.reduce((sum, row) => sum + row[2]!, 0));
      expect(new Set(seconds.map((row) => `${row[0]},${row[1]}`)).size).toBe(seconds.length);
    }), { numRuns: 60 });
  });
});

function byText(x: unknown, y: unknown): number {
  const [left, right] = [JSON.stringify(x), JSON.stringify(y)];
  return left < right ? -1 : left > right ? 1 : 0;
}
