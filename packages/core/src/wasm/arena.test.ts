import { expect, test } from 'vitest';
import { Arena } from './arena.ts';

const START_BYTE = 1000 * 16;

function makeArena(bytes: number): { arena: Arena; memory: WebAssembly.Memory } {
  const memory = new WebAssembly.Memory({ initial: 1 });
  return { arena: new Arena(memory, START_BYTE, bytes), memory };
}

test('begins with the size asked for, and keeps it as long as calls fit', () => {
  const { arena, memory } = makeArena(10 * 65536);
  const size = memory.buffer.byteLength;
  expect(size).toBeGreaterThanOrEqual(START_BYTE + 10 * 65536);
  for (let call = 0; call < 100; call++) {
    arena.clear();
    expect(arena.room(9 * 65536)).toBe(START_BYTE);
  }
  expect(memory.buffer.byteLength).toBe(size);
});

test('places every kind of values side by side, aligned, and reads them back after growing', () => {
  const { arena, memory } = makeArena(0);
  const before = memory.buffer;
  const bytesByte = arena.place(Uint8Array.of(1, 2, 3));
  const shortsByte = arena.place(Uint16Array.of(65535));
  const intsByte = arena.place(Int32Array.of(-7, 8));
  const floatsByte = arena.place(Float32Array.of(0.5));
  const doublesByte = arena.place(Float64Array.of(1e300, -0));
  const fieldsByte = arena.placeFields(5, 2 ** 32 - 1);
  const far = arena.place(new Float64Array(100_000).fill(3));
  expect(memory.buffer).not.toBe(before);
  const addresses = [bytesByte, shortsByte, intsByte, floatsByte, doublesByte, fieldsByte, far];
  expect(addresses.every((byte, i) => byte % 16 === 0 && byte > (addresses[i - 1] ?? START_BYTE - 1))).toBe(true);
  expect(arena.f64(doublesByte, 2)).toEqual(Float64Array.of(1e300, -0));
  expect(arena.i32(intsByte, 2)).toEqual(Int32Array.of(-7, 8));
  expect(arena.i32(fieldsByte, 2)).toEqual(Int32Array.of(5, -1));
  expect([...new Uint8Array(memory.buffer, bytesByte, 3)]).toEqual([1, 2, 3]);
  expect(new Uint16Array(memory.buffer, shortsByte, 1)[0]).toBe(65535);
  expect(new Float32Array(memory.buffer, floatsByte, 1)[0]).toBe(0.5);
  expect(arena.f64(far + 8 * 99_999, 1)[0]).toBe(3);
});

test('keeps tables below the calls, lays each out once, and forgets all when there are too many', () => {
  const { arena } = makeArena(0);
  let laidOut = 0;
  const layOut = (owner: { bytes: number }) => {
    laidOut++;
    return arena.room(owner.bytes);
  };
  const small = { bytes: 100 };
  const first = arena.keep(small, layOut);
  expect(arena.room(8)).toBeGreaterThanOrEqual(first + 100);
  expect(arena.keep(small, layOut)).toBe(first);
  expect(laidOut).toBe(1);

  const large = { bytes: 65 * 2 ** 20 };
  expect(arena.keep(large, layOut)).toBeGreaterThan(first);
  expect(arena.keep(small, layOut)).toBe(first);
  expect(laidOut).toBe(2);
  expect(arena.keep({ bytes: 16 }, layOut)).toBe(START_BYTE);
  expect(arena.room(8)).toBe(START_BYTE + 16);
  arena.keep(large, layOut);
  expect(laidOut).toBe(4);
});

test('says how much a job needs that cannot fit', () => {
  const { arena } = makeArena(0);
  expect(() => arena.room(2 ** 33)).toThrow('the job needs 8589950592 bytes, but WebAssembly memory ends at 4294967296');
  arena.clear();
  expect(arena.room(16)).toBe(START_BYTE);
});
