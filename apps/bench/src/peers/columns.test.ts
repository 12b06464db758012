import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../input/temporary-file.ts';
import { writeColumns } from './columns.ts';

afterAll(removeTemporaryFolders);

test('each column is a file of raw values, its type in its name, and only what a view shows', () => {
  const folder = writeColumns({ time: Float64Array.of(1, 2, 3).subarray(1), size: Uint16Array.of(258), left: Int32Array.of(-1), down: Uint8Array.of(7), value: Float32Array.of(0.5) });
  expect(readdirSync(folder).sort()).toEqual(['down.u8', 'left.i32', 'size.u16', 'time.f64', 'value.f32']);
  expect(readFileSync(join(folder, 'time.f64'))).toEqual(Buffer.from(Float64Array.of(2, 3).buffer));
  expect([...readFileSync(join(folder, 'size.u16'))]).toEqual([2, 1]);
});
