import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PacketBuffer } from './packet-buffer.ts';

const packets = fc.array(fc.record({ time: fc.integer({ min: 0, max: 40 }).map((ms) => 1_600_000_000_000 + ms), size: fc.nat(65_535), fromA: fc.nat(1) }), { maxLength: 120 });

function filled(list: readonly { time: number; size: number; fromA: number }[]): PacketBuffer {
  const buffer = new PacketBuffer();
  for (const { time, size, fromA } of list) buffer.push(time, size, fromA);
  return buffer;
}

function rows(buffer: PacketBuffer) {
  const { time, size, fromA } = buffer.rows();
  return Array.from({ length: buffer.length }, (_, i) => ({ time: time[i], size: size[i], fromA: fromA[i] }));
}

test('holds what was pushed, few packets or many, looked at in between or not', () => {
  fc.assert(fc.property(packets, packets, (before, after) => {
    const buffer = filled(before);
    expect(rows(buffer)).toEqual(before);
    for (const { time, size, fromA } of after) buffer.push(time, size, fromA);
    expect(rows(buffer)).toEqual([...before, ...after]);
  }), { seed: 1, numRuns: 300 });
});

describe('sort', () => {
  test('orders by time and keeps packets of one millisecond in order of arrival', () => {
    fc.assert(fc.property(packets, (list) => {
      const buffer = filled(list);
      buffer.sort();
      expect(rows(buffer)).toEqual(list.toSorted((a, b) => a.time - b.time));
    }), { seed: 1, numRuns: 300 });
  });

  test('sorts again after more was pushed out of order', () => {
    const buffer = filled([{ time: 30, size: 1, fromA: 0 }, { time: 10, size: 2, fromA: 1 }]);
    buffer.sort();
    buffer.push(20, 3, 0);
    buffer.sort();
    expect(rows(buffer)).toEqual([{ time: 10, size: 2, fromA: 1 }, { time: 20, size: 3, fromA: 0 }, { time: 30, size: 1, fromA: 0 }]);
  });
});

test('before counts the packets that are earlier, not those of that very time', () => {
  const buffer = filled([10, 20, 20, 30].map((time) => ({ time, size: 1, fromA: 0 })));
  expect([9, 10, 11, 20, 21, 30, 31].map((time) => buffer.before(time))).toEqual([0, 0, 1, 1, 3, 3, 4]);
  expect(new PacketBuffer().before(5)).toBe(0);
});

test('drop forgets the first packets and leaves room for more', () => {
  const buffer = filled(Array.from({ length: 20 }, (_, i) => ({ time: i, size: 100 + i, fromA: i % 2 })));
  buffer.drop(18);
  buffer.push(20, 120, 0);
  expect(rows(buffer)).toEqual([{ time: 18, size: 118, fromA: 0 }, { time: 19, size: 119, fromA: 1 }, { time: 20, size: 120, fromA: 0 }]);
});

test('a packet earlier than the first, and one weeks later, keep their time to the millisecond', () => {
  const times = [1_600_000_000_000, 1_599_999_999_001, 1_600_000_000_000 + 40 * 86_400_000];
  const buffer = filled(times.map((time) => ({ time, size: 65_535, fromA: 1 })));
  buffer.sort();
  expect(rows(buffer).map(({ time }) => time)).toEqual(times.toSorted((a, b) => a - b));
  expect(buffer.before(1_600_000_000_000)).toBe(1);
  expect(buffer.before(1_599_999_999_001.5)).toBe(1);
  expect([...buffer.rows(1, 2).time]).toEqual([1_600_000_000_000]);
});

test('a flow that lasts for years keeps size and direction', () => {
  const start = 1_600_000_000_000;
  const month = 30 * 86_400_000;
  const buffer = filled([{ time: start, size: 1, fromA: 0 }]);
  for (let i = 1; i <= 60; i++) {
    buffer.push(start + i * month, 1000 + i, 1);
    buffer.push(start + i * month + 1, 65_535, 0);
    buffer.drop(buffer.length - 2);
    expect(rows(buffer)).toEqual([{ time: start + i * month, size: 1000 + i, fromA: 1 }, { time: start + i * month + 1, size: 65_535, fromA: 0 }]);
  }
  buffer.drop(2);
  buffer.push(start + 100 * month, 7, 1);
  expect(rows(buffer)).toEqual([{ time: start + 100 * month, size: 7, fromA: 1 }]);
});
