import { inflateSync } from 'node:zlib';
import { dot } from '@observablehq/plot';
import { expect, test } from 'vitest';
import { draw } from './draw.ts';
import { LIGHT } from './palette.ts';
import { toPng } from './raster.ts';

/** Width, height, and the bytes of rows behind their filters: RGBA, one byte each (PNG specification, section 11). */
function decode(png: Uint8Array): { width: number; height: number; rows: Buffer } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  expect([bytes[24], bytes[25]]).toEqual([8, 6]);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), rows: inflateSync(Buffer.concat(data)) };
}

test('a picture becomes a PNG of twice its size, with something in it', () => {
  const figure = { name: 'a', title: 'a', description: 'a', table: { columns: [], rows: [] }, plot: () => ({ width: 300, height: 200, marks: [dot([1, 2, 3], { x: (value: number) => value, fill: LIGHT.live })] }) };
  const { width, height, rows } = decode(toPng(draw(figure, LIGHT)));
  expect([width, height]).toEqual([600, 400]);
  expect(rows).toHaveLength(height * (4 * width + 1));
  expect(new Set(rows).size).toBeGreaterThan(10);
});
