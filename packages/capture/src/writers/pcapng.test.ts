import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flow, packetBatch } from '../../fixtures/batches.ts';
import { createWriter } from './create-writer.ts';

const FLOW = flow(0, '10.0.0.1:5000', '10.0.0.2:443');

/** Type and body of every block; both lengths of a block must agree. */
function blocks(bytes: Buffer): { type: number; body: Buffer }[] {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    expect(length % 4).toBe(0);
    expect(bytes.readUInt32LE(at + length - 4)).toBe(length);
    found.push({ type: bytes.readUInt32LE(at), body: bytes.subarray(at + 8, at + length - 4) });
    at += length;
  }
  return found;
}

test('one section, one interface, packets with nanoseconds', () => {
  const writer = createWriter('pcapng');
  const batch = packetBatch([[1_600_000_000_005, 123_456, 1400, 0, 1], [1_600_000_000_006, 7, 25, 0, 0]], [FLOW]);
  const [section, description, first, second, ...more] = blocks(Buffer.concat([writer.begin(), writer.write(batch), writer.end()]));
  expect(more).toEqual([]);
  expect([section!.type, section!.body.toString('hex')]).toEqual([0x0a0d0d0a, '4d3c2b1a01000000ffffffffffffffff']);
  expect([description!.type, description!.body.toString('hex')]).toEqual([1, `6500000000000400${'0900010009000000'}${'00000000'}`]);
  expect([first!.type, first!.body.readUInt32LE(0), first!.body.readUInt32LE(12), first!.body.readUInt32LE(16), first!.body.length]).toEqual([6, 0, 28, 1400, 48]);
  expect(stamp(first!.body)).toBe(1_600_000_000_005_123_456n);
  expect(second!.body.length).toBe(20 + 28);
  expect([...second!.body.subarray(20 + 25)]).toEqual([0, 0, 0]);
});

function stamp(body: Buffer): bigint {
  return (BigInt(body.readUInt32LE(4)) << 32n) | BigInt(body.readUInt32LE(8));
}

test('time stamps are exact', () => {
  fc.assert(fc.property(fc.nat({ max: 18_446_744_073_708 }), fc.nat({ max: 999_999 }), (time, nanoseconds) => {
    const writer = createWriter('pcapng');
    const [packet] = blocks(Buffer.from(writer.write(packetBatch([[time, nanoseconds, 100, 0, 1]], [FLOW]))));
    expect(stamp(packet!.body)).toBe(BigInt(time) * 1_000_000n + BigInt(nanoseconds));
  }));
});

test('packets of times that 64 bits do not hold are left out and counted', () => {
  const writer = createWriter('pcapng');
  expect(writer.write(packetBatch([[-1, 0, 100, 0, 1], [18_446_744_073_710, 0, 100, 0, 1]], [FLOW]))).toHaveLength(0);
  expect(writer.statistics).toEqual({ packets: 0, bytes: 0, warnings: [{ kind: 'time out of range', count: 2 }] });
});
