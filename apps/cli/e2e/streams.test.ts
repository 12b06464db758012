import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { ended, jsonLines, LAUNCHER, LIVE, RECORDED, start, tunnelscope, VARIANTS } from './tunnelscope.ts';

const model = ['--model', inject('model')];

/** Rows of one second each of a flow between these ports. */
function rows(from: number, seconds: number, port: number): string {
  return Array.from({ length: seconds }, (_, i) => `${from + i},10.0.0.1,${port},192.0.2.1,443,17,2000,90000,20,70\n`).join('');
}

const HEADER = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n';

test('a pipe may hand out one byte at a time', async () => {
  const path = `${VARIANTS}microsecond-little-endian.pcap`;
  const bytes = await readFile(path);
  const child = start(['-', '--json', ...model]);
  const end = ended(child);
  for (let i = 0; i < bytes.length; i++) {
    child.stdin.write(bytes.subarray(i, i + 1));
    await new Promise((resolve) => setImmediate(resolve));
  }
  child.stdin.end();
  const { exitCode, stdout } = await end;
  const whole = await tunnelscope([path, '--json', ...model]);
  expect(exitCode).toBe(0);
  expect(jsonLines(stdout)).toEqual(jsonLines(whole.stdout).map((line) => ({ ...line, file: '-' })));
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('on a pipe that stays open a line appears when its flow expires; %s prints the rest and ends with 130', async (signal) => {
  const child = start(['-', '--json', ...model]);
  const end = ended(child);
  child.stdin.write(HEADER + rows(1_790_000_000, 20, 5001) + rows(1_790_000_700, 30, 5002));
  const [first] = await once(child.stdout, 'data') as [Buffer];
  expect(jsonLines(first.toString())).toMatchObject([{ flow: { client: '10.0.0.1', clientPort: 5001 }, durationSeconds: 20 }]);
  expect(child.exitCode).toBeNull();
  child.kill(signal);
  const { exitCode, stdout, stderr } = await end;
  expect({ exitCode, stderr }).toEqual({ exitCode: 130, stderr: '' });
  expect(jsonLines(stdout)[1]).toMatchObject({ flow: { clientPort: 5002 }, durationSeconds: 30, primary: true });
});

test('a reader that goes away ends the program quietly', async () => {
  const child = start([...Array.from({ length: 8 }, () => LIVE), '--window', '1', '--json', ...model]);
  const end = ended(child);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await end).toMatchObject({ exitCode: 0, signal: null, stderr: '' });
});

test('a full disk is a failure, in one line', async () => {
  const child = spawn('sh', ['-c', 'exec "$0" "$@" > /dev/full', process.execPath, LAUNCHER, LIVE, '--json', ...model]);
  const { exitCode, stderr } = await ended(child);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/^tunnelscope: standard output cannot be written: .*ENOSPC.*\n$/);
});

test('the table of a pipe comes at its end', async () => {
  const { stdout, exitCode } = await tunnelscope(['-', ...model], { input: HEADER + rows(1_790_000_000, 20, 5001) + rows(1_790_000_700, 30, 5002) });
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^standard input\nnetwork-stats · 4,500 packets · 4\.60 MB · 2 flows\n/);
  expect(stdout.indexOf('10.0.0.1:5002')).toBeGreaterThan(0);
  expect(stdout.indexOf('10.0.0.1:5002')).toBeLessThan(stdout.indexOf('10.0.0.1:5001'));
});

test('what stands below a table of several flows names the one that it is about', async () => {
  const input = HEADER + rows(1_790_000_000, 40, 5001) + rows(1_790_000_000, 20, 5002).replaceAll('192.0.2.1', '192.0.2.2');
  const words = ['-', '--model', inject('model')];
  const about = async (...more: string[]) => (await tunnelscope([...words, ...more], { input })).stdout.split('\n').filter((line) => /^ {2}(?!VERDICT)\S/.test(line));
  const both = await about();
  expect(both).not.toEqual([]);
  for (const line of both) expect(line).toMatch(/^ {2}→ 192\.0\.2\.1:443, /);
  for (const line of await about('--where', 'server=192.0.2.2')) expect(line).not.toContain('192.0.2');
  expect(await about('--where', 'server=192.0.2.2')).not.toEqual([]);
});

test('of windows summed by client, what lies in none is said', async () => {
  const { stderr } = await tunnelscope(['-', '--by-client', '/24', '--window', '30', '--mask-addresses', '--json', ...model], { input: HEADER + rows(1_790_000_000, 40, 5001) });
  expect(stderr).toBe('tunnelscope: note: 900 packets (920 kB) lie behind the last complete window of 30 s of their flows, in no sum\n');
});

test('--top says how many more flows there are', async () => {
  const input = HEADER + Array.from({ length: 5 }, (_, i) => rows(1_790_000_000, 12, 5001 + i)).join('');
  expect((await tunnelscope(['-', '--top', '2', ...model], { input })).stdout).toContain('and 3 more flows (--top 0 shows all)');
  expect((await tunnelscope(['-', '--top', '0', ...model], { input })).stdout).not.toContain('more flow');
});

test('only results are on standard output', async () => {
  const { stdout } = await tunnelscope([`${RECORDED}idle_ovpn.pcap.gz`, 'nowhere.pcap', '--json', ...model]);
  expect(jsonLines(stdout)).toHaveLength(1);
});
