import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../input/temporary-file.ts';

/** Input of a peer: each column becomes a file of raw values. */
export type Columns = Readonly<Record<string, Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array>>;

const TYPES = { Float64Array: 'f64', Float32Array: 'f32', Int32Array: 'i32', Uint16Array: 'u16', Uint8Array: 'u8' } as const;

/** Writes the columns into a folder that is gone when this process ends: `time` of doubles as `time.f64`. @returns its path */
export function writeColumns(columns: Columns): string {
  const folder = temporaryFolder();
  for (const [name, values] of Object.entries(columns)) {
    const type = TYPES[values.constructor.name as keyof typeof TYPES];
    writeFileSync(join(folder, `${name}.${type}`), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }
  return folder;
}
