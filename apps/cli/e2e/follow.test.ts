import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { ended, jsonLines, LIVE, start, tunnelscope } from './tunnelscope.ts';

const model = ['--model', inject('model')];
const folder = mkdtempSync(join(tmpdir(), 'follow-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Rows of one second each of a flow between these ports. */
function rows(from: number, seconds: number, port: number): string {
  return Array.from({ length: seconds }, (_, i) => `${from + i},10.0.0.1,${port},192.0.2.1,443,17,2000,90000,20,70\n`).join('');
}

const HEADER = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n';

test.each(['classify', 'features'])('%s --follow: of a file that grows a line appears when its flow expires; Ctrl-C prints the rest and ends with 130', async (command) => {
  const path = join(folder, `${command}.csv`);
  writeFileSync(path, HEADER + rows(1_790_000_000, 20, 5001));
  const child = start([command, path, '--follow', '--json', ...(command === 'classify' ? model : [])]);
  const end = ended(child);
  setTimeout(() => appendFileSync(path, rows(1_790_000_700, 30, 5002)), 500);
  const [first] = await once(child.stdout, 'data') as [Buffer];
  expect(jsonLines(first.toString())).toMatchObject([{ flow: { client: '10.0.0.1', clientPort: 5001 }, durationSeconds: 20 }]);
  expect(child.exitCode).toBeNull();
  child.kill('SIGINT');
  const { exitCode, stdout, stderr } = await end;
  expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
  expect(jsonLines(stdout)[1]).toMatchObject({ flow: { clientPort: 5002 }, durationSeconds: 30, primary: true });
});

test('a followed file that is cut ends with what was read, and a word about it', async () => {
  const path = join(folder, 'cut.csv');
  const text = HEADER + rows(1_790_000_000, 20, 5001);
  writeFileSync(path, text);
  const child = start([path, '--follow', '--json', ...model]);
  const end = ended(child);
  setTimeout(() => {
    appendFileSync(path, rows(1_790_000_700, 1, 5002));
    child.stdout.once('data', () => truncateSync(path, 10));
  }, 500);
  const { exitCode, stdout, stderr } = await end;
  expect(exitCode).toBe(3);
  expect(jsonLines(stdout)).toHaveLength(2);
  expect(stderr).toMatch(/^tunnelscope: .*cut\.csv, byte \d+: unreadable: found a file cut to 10 bytes after \d+ of it were read, expected a file that only grows\n$/);
});

test('--follow is for one capture', async () => {
  expect(await tunnelscope([LIVE, LIVE, '--follow', ...model])).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('--follow') });
  expect(await tunnelscope(['--follow', ...model])).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('--follow') });
});
