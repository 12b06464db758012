import { expect, test } from 'vitest';
import { collector } from './collector.fixture.ts';
import { csvSink } from './csv.ts';
import { SHAPE, THINGS } from './shape.fixture.ts';

test('fields are quoted where they must be, nothing is null, lists are JSON', async () => {
  const output = collector();
  const sink = csvSink(SHAPE, output);
  for (const thing of THINGS) await sink.write(thing);
  await sink.end();
  expect(output.text()).toBe(
    'name,count,share,good,at,tags\n'
    + 'plain,1099511627776,0.1,true,2026-11-22T18:29:31.775Z,[]\n'
    + '"a ""quoted"", one\nof two lines",0,,false,1970-01-01T00:00:00.000Z,"[""x"",""y, z""]"\n',
  );
});

test('a column may say it plainer than JSON does', async () => {
  const output = collector();
  const sink = csvSink({ view: null, columns: [{ name: 'tags', type: 'json', value: ({ tags }: (typeof THINGS)[0]) => tags, plain: ({ tags }) => tags.join('; ') }] }, output);
  for (const thing of THINGS) await sink.write(thing);
  await sink.end();
  expect(output.text()).toBe('tags\n\n"x; y, z"\n');
});

test('there is a header even without rows', async () => {
  const output = collector();
  await csvSink(SHAPE, output).end();
  expect(output.text()).toBe('name,count,share,good,at,tags\n');
});
