import { createStatistics } from '@tunnelscope/capture/statistics';
import { afterEach, expect, test, vi } from 'vitest';
import { OutsideWindows } from './outside-windows.ts';

const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
afterEach(() => said.mockClear());

async function told(packets: number, bytes: number): Promise<string[]> {
  const outside = new OutsideWindows();
  const sink = outside.tellingAtEnd({ write: async () => {}, endFile: async () => {}, end: async () => {} }, 60);
  outside.judged({ packets: 10, bytesDown: 9000, bytesUp: 1000 });
  await sink.endFile('x', { ...createStatistics(), packets, bytes });
  await sink.end();
  return said.mock.calls.map(([text]) => String(text));
}

test('what was read and not judged is said', async () => {
  expect(await told(13, 12_500)).toEqual(['tunnelscope: note: 3 packets (2.50 kB) lie behind the last complete window of 60 s of their flows, in no sum\n']);
});

test('where all was judged there is nothing to say', async () => {
  expect(await told(10, 10_000)).toEqual([]);
});
