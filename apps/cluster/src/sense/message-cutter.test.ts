import type { CaptureBatch, Flow, Tunnel } from '@tunnelscope/capture/batch';
import { StreamCutter } from '@tunnelscope/detector/live/stream-cutter';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeMessage } from '../message/decode-message.ts';
import { MessageError, VersionError } from '../message/message-error.ts';
import { encodeMessage } from './encode-message.ts';
import type { MessageBody } from './message-body.ts';
import { MessageCutter } from './message-cutter.ts';
import { traceOfMessages, traceOfSteps } from './trace.fixture.ts';

const T0 = 1_600_000_000_000;
const fingerprint = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

const addresses = fc.oneof(fc.constantFrom('192.0.2.1', '2001:db8::1', '::ffff:192.0.2.1', '0', '1.2', '2001:DB8::1', '01.2.3.4', 'AnonIP1', '', 'é'), fc.ipV4(), fc.ipV6(), fc.string({ unit: 'grapheme', maxLength: 8 }));
const endpoints = fc.record({ address: addresses, port: fc.nat(65_535) });
const flows = fc.uniqueArray(fc.record({ a: endpoints, b: endpoints, protocol: fc.nat(255) }), { minLength: 1, maxLength: 12, selector: (flow) => JSON.stringify(flow) });
const jumps = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: -30, max: 300 }) }, { weight: 1, arbitrary: fc.integer({ min: -1e6, max: 1e6 }) }, { weight: 1, arbitrary: fc.integer({ min: -(2 ** 48), max: 2 ** 48 }) });
const tunnels = fc.constantFrom<(Tunnel | null)[]>(null, 'wireguard', 'openvpn', 'ipsec', 'dtls');
const pieces = fc.array(
  fc.record({
    rows: fc.array(fc.tuple(jumps, fc.nat(65_535), fc.nat(1), fc.nat(11), fc.nat(Number.MAX_SAFE_INTEGER)), { maxLength: 150, size: 'max' }),
    labels: fc.dictionary(fc.constantFrom('0', '1', '2', '7'), tunnels),
    evicted: fc.uniqueArray(fc.nat(11), { maxLength: 2 }),
    seconds: fc.boolean(),
  }),
  { maxLength: 8 },
);

/** A capture of such pieces: a flow that was evicted comes back under a new number. */
const captures = fc.tuple(flows, pieces).map(([known, each]): CaptureBatch[] => {
  const numbers = new Map<number, number>();
  let next = 0;
  let time = T0;
  return each.map(({ rows, labels, evicted, seconds }) => {
    const newFlows: Flow[] = [];
    const numberOf = (flow: number) => {
      const index = flow % known.length;
      const number = numbers.get(index) ?? next++;
      if (!numbers.has(index)) newFlows.push({ ...known[index]!, number });
      numbers.set(index, number);
      return number;
    };
    const flow = Uint32Array.from(rows, ([, , , index]) => numberOf(index));
    const times = Float64Array.from(rows, ([by]) => {
      time = Math.min(2 ** 48, Math.max(-(2 ** 48), time + by));
      return time;
    });
    const tunnelsOf = Object.entries(labels).map(([index, tunnel]) => ({ flow: numberOf(Number(index)), tunnel }));
    const evictedFlows = [...new Set(evicted.map((index) => index % known.length))].flatMap((index) => {
      const number = numbers.get(index);
      numbers.delete(index);
      return number === undefined ? [] : [number];
    });
    const shared = { count: rows.length, time: times, flow, newFlows, evictedFlows };
    const totals = Float64Array.from(rows, (row) => row[4]);
    return seconds
      ? { ...shared, kind: 'seconds', bytesFromA: totals, bytesFromB: totals, packetsFromA: Float64Array.from(rows, (row) => row[1]), packetsFromB: Float64Array.from(rows, (row) => row[2]) }
      : { ...shared, kind: 'packets', nanoseconds: new Uint32Array(rows.length), size: Uint16Array.from(rows, (row) => row[1]), fromA: Uint8Array.from(rows, (row) => row[2]), tunnels: [...new Map(tunnelsOf.map((label) => [label.flow, label])).values()] };
  });
});

/** The messages of a capture, by partition, cut after every so many steps. */
function cut(batches: readonly CaptureBatch[], partitions: number, every: number) {
  const cutter = new StreamCutter();
  const messages = new MessageCutter(partitions);
  const steps = [...batches.flatMap((batch) => [...cutter.feed(batch)]), ...cutter.end()];
  const bodies: [number, MessageBody][] = [];
  for (const [i, step] of steps.entries()) {
    messages.take(step);
    bodies.push(...(i % every === 0 ? messages.flush() : messages.full()));
  }
  bodies.push(...messages.flush());
  const encoded = Array.from({ length: partitions }, (): Uint8Array[] => []);
  for (const [partition, { time, bytes }] of bodies) encoded[partition]!.push(encodeMessage({ finite: true, run: 3, sequence: encoded[partition]!.length + 1, fingerprint, time }, bytes));
  return { steps, encoded, messages };
}

test('messages say exactly what the steps say, flow by flow', () => {
  fc.assert(
    fc.property(captures, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 }), (batches, partitions, every) => {
      const { steps, encoded } = cut(batches, partitions, every);
      expect(encoded.map((each) => traceOfMessages(each.map(decodeMessage)))).toEqual(traceOfSteps(steps, partitions));
    }),
    { numRuns: 300 },
  );
});

test('the header comes back', () => {
  const header = { finite: false, run: 7, sequence: 2 ** 40, fingerprint, time: -5 };
  expect(decodeMessage(encodeMessage(header))).toEqual({ header, steps: [] });
});

test('a message is full before a server would refuse it, whatever is in it', () => {
  const count = 50_000;
  const flow = Uint32Array.from({ length: count }, (_, i) => i);
  const batch: CaptureBatch = {
    kind: 'packets', count, flow, time: Float64Array.from(flow, (i) => T0 + (i % 2) * 30_000), nanoseconds: new Uint32Array(count), size: Uint16Array.from(flow, (i) => (i % 2) * 65_535), fromA: new Uint8Array(count),
    newFlows: Array.from(flow, (number) => ({ number, protocol: 6, a: { address: `2001:db8::1:${number.toString(16)}:1`, port: 65_535 }, b: { address: `name ${number}`, port: 65_535 } })), evictedFlows: [...flow], tunnels: Array.from(flow, (number) => ({ flow: number, tunnel: 'dtls' as const })),
  };
  const { encoded } = cut([batch], 2, Infinity);
  expect(Math.max(...encoded.flat().map(({ length }) => length))).toBeLessThan(900_000);
});

test('a flow of both kinds of rows keeps all of them, however many', () => {
  const flow = { number: 0, protocol: 6, a: { address: 'a', port: 1 }, b: { address: 'b', port: 2 } };
  const batches = [70, 300, 70].map((count, i): CaptureBatch => {
    const column = () => Float64Array.from({ length: count }, (_, row) => row);
    const shared = { count, time: column().map((row) => T0 + row), flow: new Uint32Array(count), newFlows: i === 0 ? [flow] : [], evictedFlows: [] };
    if (i !== 1) return { ...shared, kind: 'seconds', bytesFromA: column(), bytesFromB: column(), packetsFromA: column(), packetsFromB: column() };
    return { ...shared, kind: 'packets', nanoseconds: new Uint32Array(count), size: Uint16Array.from(column()), fromA: new Uint8Array(count), tunnels: [] };
  });
  const { steps, encoded } = cut(batches, 1, Infinity);
  expect(encoded.map((each) => traceOfMessages(each.map(decodeMessage)))).toEqual(traceOfSteps(steps, 1));
});

test('any bytes are a message, or an error that says where', () => {
  const fails = (bytes: Uint8Array) => {
    try {
      decodeMessage(bytes);
    } catch (error) {
      if (!(error instanceof MessageError || error instanceof VersionError)) throw error;
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => fails(encodeMessage({ finite: true, run: 1, sequence: 1, fingerprint, time: T0 }, noise))), { numRuns: 5000 });
  fc.assert(
    fc.property(captures, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.nat(), (batches, changes, end) => {
      for (const bytes of cut(batches, 1, 3).encoded.flat()) {
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        fails(bytes);
        fails(bytes.subarray(0, end % (bytes.length + 1)));
      }
    }),
  );
});

test('what is wrong is named', () => {
  const good = encodeMessage({ finite: true, run: 1, sequence: 1, fingerprint, time: 0 });
  expect(() => decodeMessage(Uint8Array.of(1, 2))).toThrow('message, byte 0: found 0x1, expected 0x54 of TS');
  expect(() => decodeMessage(good.subarray(0, 5))).toThrow('message, byte 5: found the end, expected a sequence number');
  expect(() => decodeMessage(good.with(2, 9))).toThrow(VersionError);
  expect(() => decodeMessage(Uint8Array.of(...good, 99))).toThrow(/found step 99, expected one of 1, 2/);
  expect(() => decodeMessage(Uint8Array.of(...good, 1, 0, 200, 1, 0))).toThrow(/found 200, expected a count of packets of at most/);
});

test('a time that messages cannot tell is refused', () => {
  const messages = new MessageCutter(1);
  expect(() => messages.take({ kind: 'sweep', now: 2 ** 50 })).toThrow(`packet time: found ${2 ** 50} ms, expected at most ${2 ** 49} ms from the epoch`);
});
