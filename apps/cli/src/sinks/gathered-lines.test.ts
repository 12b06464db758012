import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collector } from './collector.fixture.ts';
import { GatheredLines } from './gathered-lines.ts';

test('lines of one moment are written together, in their order, as soon as it is over', async () => {
  const output = collector();
  const pieces: (string | Uint8Array)[] = [];
  const lines = new GatheredLines({ ...output, write: async (chunk) => void pieces.push(chunk) });
  await lines.write('a\n');
  await lines.write('b\n');
  expect(pieces).toEqual([]);
  await setImmediate();
  expect(pieces).toEqual(['a\nb\n']);
  await lines.write('c\n');
  await lines.flush();
  expect(pieces).toEqual(['a\nb\n', 'c\n']);
});

test('no more waits than a piece', async () => {
  const output = collector();
  const lines = new GatheredLines(output);
  const line = `${'x'.repeat(999)}\n`;
  for (let i = 0; i < 100; i++) await lines.write(line);
  expect(output.text()).toBe(line.repeat(66));
  await lines.flush();
  expect(output.text()).toBe(line.repeat(100));
});

test('an output that fails meanwhile fails with the next line', async () => {
  const lines = new GatheredLines({ ...collector(), write: () => Promise.reject(new Error('full')) });
  await lines.write('a\n');
  await setImmediate();
  await expect(lines.write('b\n')).rejects.toThrow('full');
  await expect(lines.flush()).rejects.toThrow('full');
});
