import { createStatistics } from '@tunnelscope/capture/statistics';
import { expect, test } from 'vitest';
import { collector } from './collector.fixture.ts';
import { SHAPE, THINGS } from './shape.fixture.ts';
import { tableSink } from './table.ts';

test('each file has its table, sorted and cut, as soon as it is read', async () => {
  const output = collector();
  const sink = tableSink(SHAPE, output);
  for (const thing of THINGS) await sink.write({ ...thing, name: thing.name.slice(0, 5) });
  expect(output.text()).toBe('');
  await sink.endFile('x', createStatistics());
  expect(output.text()).toBe('file x\nNAME   COUNT\na "qu      0\n1 of 2\n\n');
  await sink.endFile('y', createStatistics());
  await sink.end();
  expect(output.text().slice(output.text().indexOf('file y'))).toBe('file y\n0 of 0\n\nthe end\n');
});

test('one table for all files comes at the end', async () => {
  const output = collector();
  const sink = tableSink({ ...SHAPE, view: { ...SHAPE.view!, perFile: false, top: 0 } }, output);
  for (const file of ['x', 'y']) {
    await sink.write({ ...THINGS[0]!, name: file });
    await sink.endFile(file, createStatistics());
  }
  expect(output.text()).toBe('');
  await sink.end();
  expect(output.text()).toMatch(/^NAME +COUNT\nx +\d+\ny +\d+\n2 of 2\n\nthe end\n$/);
});
