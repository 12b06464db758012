import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBinary, parseBinary } from './binary.ts';
import { parseNdjson } from './ndjson.ts';
import { parseBody, wireFormat } from './parse-body.ts';
import { latestTime, type PushedBatch, WireError } from './pushed-batch.ts';

const batches = fc
  .record({
    sensor: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,20}$/),
    sequence: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
    start: fc.integer({ min: 0, max: 9e12 }),
    flows: fc.array(fc.record({ protocol: fc.nat(255), ports: fc.tuple(fc.nat(65_535), fc.nat(65_535)), ends: fc.oneof(fc.tuple(fc.ipV4(), fc.ipV4()), fc.constant(['2001:db8::1', '::ffff:192.0.2.1'] as [string, string])) }), { minLength: 1, maxLength: 5 }),
    packets: fc.array(fc.record({ after: fc.nat(4_000_000_000), size: fc.nat(65_535), flow: fc.nat(), fromA: fc.nat(1) }), { maxLength: 30 }),
  })
  .map(({ sensor, sequence, start, flows, packets }): PushedBatch => ({
    sensor, sequence, count: packets.length,
    flows: flows.map(({ protocol, ports, ends }) => ({ protocol, a: { address: ends[0], port: ports[0] }, b: { address: ends[1], port: ports[1] } })),
    time: Float64Array.from(packets, ({ after }) => start + Math.floor(after / 1000)),
    nanoseconds: Uint32Array.from(packets, ({ after }) => 1000 * (after % 1000)),
    size: Uint16Array.from(packets, ({ size }) => size),
    flow: Uint32Array.from(packets, ({ flow }) => flow % flows.length),
    fromA: Uint8Array.from(packets, ({ fromA }) => fromA),
  }));

const toNdjson = ({ sensor, sequence, flows, count, time, nanoseconds, size, flow, fromA }: PushedBatch) =>
  [
    { sensor, sequence },
    ...flows.map((each, i) => ({ flow: i, ...each })),
    ...Array.from({ length: count }, (_, i) => ({ flow: flow[i], time: time[i]! + nanoseconds[i]! / 1e6, size: size[i], from: fromA[i] ? 'a' : 'b' })),
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
const bytes = (text: string) => new TextEncoder().encode(text);
const message = (parse: () => unknown) => {
  try {
    parse();
  } catch (error) {
    expect(error).toBeInstanceOf(WireError);
    return (error as Error).message;
  }
  return 'no error';
};

test('what is encoded is read back, in both formats', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      expect(parseBinary(encodeBinary(batch))).toEqual(batch);
      const { nanoseconds, ...read } = parseNdjson(bytes(toNdjson(batch)));
      const { nanoseconds: expected, ...rest } = batch;
      expect(read).toEqual(rest);
      // A double holds times of today to a fourth of a microsecond.
      for (const [i, value] of nanoseconds.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThan(1000);
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('a batch that is cut, or has a byte more, is refused; any other bytes are a batch or a WireError', () => {
  fc.assert(
    fc.property(batches, fc.nat(), fc.nat(255), (batch, at, value) => {
      const whole = encodeBinary(batch);
      expect(message(() => parseBinary(whole.subarray(0, at % whole.length)))).toMatch(/^byte \d+: found .+, expected /);
      expect(message(() => parseBinary(new Uint8Array([...whole, 0])))).toBe(`byte ${whole.length}: found 1 bytes more, expected the end after the last packet`);
      const changed = whole.slice();
      changed[at % whole.length] = value;
      for (const parse of [parseBinary, parseNdjson]) {
        try {
          expect(parse(changed).count).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }
    }),
    { seed: 6, numRuns: 300 },
  );
});

describe('what is wrong is said, with its place', () => {
  const [batch] = fc.sample(batches, { seed: 7, numRuns: 1 }) as [PushedBatch];
  const broken = (at: number, ...values: number[]) => {
    const whole = encodeBinary({ ...batch, sensor: 'tap', flows: [{ protocol: 17, a: { address: '10.0.0.1', port: 1 }, b: { address: '10.0.0.2', port: 2 } }], count: 1, time: Float64Array.of(1), nanoseconds: Uint32Array.of(0), size: Uint16Array.of(9), flow: Uint32Array.of(0), fromA: Uint8Array.of(1) });
    whole.set(values, at);
    return whole;
  };
  test.each([
    [0, [0x50, 0x4b], 'byte 0: found 0x504b5042, expected 0x54535042, the letters TSPB'],
    [4, [2], 'byte 4: found version 2, expected version 1'],
    [5, [0], 'byte 32: found "", expected a name of 1 to 64 letters, digits and ._:-'],
    [6, [1], 'byte 6: found 1, expected 0'],
    [15, [255], 'byte 8: found a sequence number of 18'],
    [26, [9], 'byte 24: found 589825 flows, expected at most 32768'],
    [30, [9], 'byte 28: found 589825 packets, expected at most 262144'],
    [28, [2], 'byte 49: found 8 bytes before the end, expected 16 of 2 packets'],
    [32, [0x0a], 'byte 32: found "\\nap", expected a name'],
    [35, [5], 'byte 35: found IP version 5, expected 4 or 6'],
    [55, [7, 0], 'byte 55: found flow 7, expected a flow below 1'],
  ])('binary, byte %i', (at, values, expected) => {
    expect(message(() => parseBinary(broken(at, ...values)))).toContain(expected);
  });

  const HEAD = '{"sensor":"tap","sequence":1}\n';
  const FLOW = '{"flow":0,"protocol":17,"a":{"address":"10.0.0.1","port":1},"b":{"address":"10.0.0.2","port":2}}\n';
  test.each([
    ['', 'line 1: found nothing, expected an object of sensor and sequence'],
    ['{"sensor":"tap"}', 'line 1: found nothing as sequence, expected a whole number from 0 to 9007199254740991'],
    ['{"sensor":"a b","sequence":1}', 'line 1: found "a b" as sensor, expected a name'],
    ['{"sensor":"tap","sequence":1e99}', 'line 1: found 1e+99 as sequence, expected a whole number'],
    [`${HEAD}[]`, 'line 2: found a list, expected a JSON object'],
    [`${HEAD}\n`, 'line 2: found what is no JSON'],
    [`${HEAD}{"flow":0,"time":1,"size":1,"from":"a"}`, 'line 2: found a packet, expected a flow before it'],
    [`${HEAD}${FLOW.replace('"flow":0', '"flow":1')}`, 'line 2: found flow 1, expected flow 0, the next number'],
    [`${HEAD}${FLOW.replace('10.0.0.1', '10.0.0.256')}`, 'line 2, a: found "10.0.0.256" as address, expected an IP address'],
    [`${HEAD}${FLOW.replace('"port":2', '"port":70000')}`, 'line 2, b: found 70000 as port, expected a whole number from 0 to 65535'],
    [`${HEAD}${FLOW.replace('"protocol"', '"proto":1,"protocol"')}`, 'line 2: found member "proto", expected only flow, protocol, a, b'],
    [`${HEAD}${FLOW}{"flow":1,"time":1,"size":1,"from":"a"}`, 'line 3: found 1 as flow, expected a whole number from 0 to 0'],
    [`${HEAD}${FLOW}{"flow":0,"time":-1,"size":1,"from":"a"}`, 'line 3: found -1 as time, expected milliseconds'],
    [`${HEAD}${FLOW}{"flow":0,"time":1,"size":65536,"from":"a"}`, 'line 3: found 65536 as size, expected a whole number from 0 to 65535'],
    [`${HEAD}${FLOW}{"flow":0,"time":1,"size":1,"from":"c"}`, 'line 3: found "c" as from, expected "a" or "b"'],
    [`${HEAD}${FLOW}{"flow":0,"time":1,"size":1,"from":"a","__proto__":1}`, 'line 3: found member "__proto__"'],
  ])('NDJSON %#', (text, expected) => {
    expect(message(() => parseNdjson(bytes(text)))).toContain(expected);
  });

  test('text that is no UTF-8', () => {
    expect(message(() => parseNdjson(new Uint8Array([0x22, 0xff])))).toBe('line 1: found what is no UTF-8, expected a JSON object');
  });
});

test('the content type chooses', () => {
  expect(wireFormat('Application/X-NDJSON; charset=utf-8')).toBe('ndjson');
  expect(wireFormat('application/vnd.tunnelscope.packets')).toBe('binary');
  expect(wireFormat(undefined)).toBeNull();
  expect(latestTime(parseBody('ndjson', bytes('{"sensor":"tap","sequence":1}')))).toBe(-Infinity);
});
