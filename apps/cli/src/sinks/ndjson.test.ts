import { expect, test } from 'vitest';
import { collector } from './collector.fixture.ts';
import { ndjsonSink } from './ndjson.ts';
import { SHAPE, THINGS } from './shape.fixture.ts';

test('each row is a line, written at once', async () => {
  const output = collector();
  const sink = ndjsonSink(SHAPE, output);
  await sink.write(THINGS[1]!);
  expect(output.text()).toBe(`${JSON.stringify(THINGS[1])}\n`);
  await sink.end();
  expect(output.text().split('\n')).toHaveLength(2);
});
