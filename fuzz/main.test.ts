import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

test('a run says how many inputs were tried', () => {
  const { status, stdout } = run('--target', 'pcapng', '--inputs', '30', '--seed', '4');
  expect(stdout).toMatch(/^pcapng: 30 inputs of seed 4, \d+ a second, 0 failures\n$/);
  expect(status).toBe(0);
});

test('a kept input is tried again', () => {
  const file = fileURLToPath(new URL('../test-data/fuzz/files/tunnel-that-is-none.pcap', import.meta.url));
  expect(run('--replay', file, '--target', 'files')).toEqual({ status: 0, stdout: `${file}: nothing wrong\n`, stderr: '' });
});

test.each([
  [['--target', 'none'], /^fuzz: no target none: there are pcap, .*\nnpm run fuzz/],
  [['--inputs', '-1'], /^fuzz: .*--inputs/],
  [['--inputs', 'x'], /^fuzz: --inputs x: must be a whole number\n/],
  [['--nothing'], /^fuzz: Unknown option '--nothing'/],
  [['--replay', 'no-such-file.bin', '--target', 'pcap'], /^fuzz: ENOENT: .*no-such-file/],
])('%j is wrong usage', (args, message) => {
  const { status, stderr } = run(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});
