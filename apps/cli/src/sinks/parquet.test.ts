import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { collector } from './collector.fixture.ts';
import { parquetSink } from './parquet.ts';
import { SHAPE, THINGS, type Thing } from './shape.fixture.ts';

async function writtenAndRead(things: readonly Thing[]) {
  const output = collector();
  const sink = parquetSink(SHAPE, output);
  for (const thing of things) await sink.write(thing);
  await sink.end();
  const bytes = output.bytes();
  return parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer });
}

const asRead = ({ name, count, share, good, at, tags }: Thing) => ({ name, count: BigInt(count), share, good, at: new Date(at), tags });

test('every kind of column comes back as it was', async () => {
  expect(await writtenAndRead(THINGS)).toEqual(THINGS.map(asRead));
});

test('rows of several row groups come back in order', async () => {
  const many = Array.from({ length: 2500 }, (_, i): Thing => ({ ...THINGS[0]!, count: i }));
  expect(await writtenAndRead(many)).toEqual(many.map(asRead));
});

test('a file without rows is a whole file', async () => {
  expect(await writtenAndRead([])).toEqual([]);
});
