import { expect, test } from 'vitest';
import type { Kernels, PacketColumns } from '../kernels.ts';

function packets(...rows: [time: number, size: number, down: number][]): PacketColumns {
  return {
    time: Float64Array.from(rows, (row) => row[0]),
    size: Uint16Array.from(rows, (row) => row[1]),
    down: Uint8Array.from(rows, (row) => row[2]),
  };
}

export function windowsConform(kernels: () => Kernels): void {
  test('an edge belongs to the bin that it begins', () => {
    const binned = kernels().binPackets(packets([0, 1, 1], [9.999, 2, 1], [10, 4, 1], [20, 8, 1]), { start: 0, width: 10, count: 2 });
    expect(binned.bytesDown).toEqual(Float64Array.of(3, 4));
    expect(binned.packetsDown).toEqual(Float64Array.of(2, 1));
    expect(binned.outside).toBe(1);
  });

  test('writes over the columns that are handed in, to their last bin', () => {
    const columns = () => Float64Array.of(9, 9, 9);
    const into = { bytesDown: columns(), bytesUp: columns(), packetsDown: columns(), packetsUp: columns() };
    const [rows, bins] = [packets([0, 3, 1], [10, 4, 0]), { start: 0, width: 10, count: 3 }];
    const binned = kernels().binPackets(rows, bins, into);
    expect(binned.bytesDown).toBe(into.bytesDown);
    expect(binned).toEqual(kernels().binPackets(rows, bins));
    expect(into).toEqual({ bytesDown: Float64Array.of(3, 0, 0), bytesUp: Float64Array.of(0, 4, 0), packetsDown: Float64Array.of(1, 0, 0), packetsUp: Float64Array.of(0, 1, 0) });
  });

  test('counts each direction by itself, and what lies before and after', () => {
    const binned = kernels().binPackets(
      packets([-1, 100, 1], [5, 1500, 1], [5, 40, 0], [6, 60, 0], [25, 7, 2], [30, 9, 0]),
      { start: 0, width: 10, count: 3 },
    );
    expect(binned).toEqual({
      bytesDown: Float64Array.of(1500, 0, 7),
      bytesUp: Float64Array.of(100, 0, 0),
      packetsDown: Float64Array.of(1, 0, 1),
      packetsUp: Float64Array.of(2, 0, 0),
      outside: 2,
    });
  });

  test('computes each edge anew: 0.1 added ten times is less than 1', () => {
    const binned = kernels().binPackets(packets([0.1 * 3, 1, 1], [1 - 2 ** -53, 2, 1], [1, 4, 1]), { start: 0, width: 0.1, count: 11 });
    expect(binned.bytesDown).toEqual(Float64Array.of(0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 4));
  });

  test('adds up the largest sizes without overflow, however many share a bin', () => {
    const count = 3 * 8192 * 16 + 5; // more than 2^32 bytes in each lane of the vector code, if it were never emptied
    const binned = kernels().binPackets(
      { time: new Float64Array(count), size: new Uint16Array(count).fill(65535), down: Uint8Array.from({ length: count }, (_, i) => i % 2) },
      { start: 0, width: 1, count: 1 },
    );
    expect(binned.packetsDown[0]).toBe((count - 1) / 2);
    expect(binned.bytesDown[0]).toBe(((count - 1) / 2) * 65535);
    expect(binned.bytesUp[0]).toBe(((count + 1) / 2) * 65535);
  });

  test('a size of any byte pattern counts for its direction alone', () => {
    const size = Uint16Array.from({ length: 64 }, (_, i) => 32768 + i * 511);
    for (let only = 0; only < 64; only++) {
      const down = new Uint8Array(64);
      down[only] = 1;
      const binned = kernels().binPackets({ time: new Float64Array(64), size, down }, { start: 0, width: 1, count: 1 });
      expect(binned.bytesDown[0]).toBe(size[only]);
      expect(binned.bytesUp[0]).toBe(size.reduce((sum, bytes) => sum + bytes, 0) - size[only]!);
    }
  });

  test('holds no trace of the call before', () => {
    kernels().binPackets(packets([0, 500, 1], [1, 500, 0]), { start: 0, width: 1, count: 4 });
    const empty = kernels().binPackets(packets(), { start: 0, width: 1, count: 4 });
    for (const column of [empty.bytesDown, empty.bytesUp, empty.packetsDown, empty.packetsUp]) expect(column).toEqual(new Float64Array(4));
    expect(kernels().binPackets(packets([0, 1, 1]), { start: 0, width: 1, count: 0 }).outside).toBe(1);
  });
}
