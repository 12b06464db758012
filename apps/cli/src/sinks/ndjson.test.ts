import { createStatistics } from '@tunnelscope/capture/statistics';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collector } from './collector.fixture.ts';
import { ndjsonSink } from './ndjson.ts';
import { SHAPE, THINGS } from './shape.fixture.ts';

test('each row is a line, and none waits for the next', async () => {
  const output = collector();
  const sink = ndjsonSink(SHAPE, output);
  await sink.write(THINGS[1]!);
  await setImmediate();
  expect(output.text()).toBe(`${JSON.stringify(THINGS[1])}\n`);
  await sink.end();
  expect(output.text().split('\n')).toHaveLength(2);
});

test('the rows of a file are written when it ends', async () => {
  const output = collector();
  const sink = ndjsonSink(SHAPE, output);
  for (const thing of THINGS) await sink.write(thing);
  await sink.endFile('x', createStatistics());
  expect(output.text().split('\n')).toHaveLength(3);
});
