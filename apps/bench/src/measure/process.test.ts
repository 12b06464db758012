import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { processOf } from './process.ts';

const LAUNCHER = fileURLToPath(new URL('../../bin/bench.js', import.meta.url));

test('a whole process is measured with its output and the CPU time that it reports at its end', { timeout: 30_000 }, async () => {
  const { result, cpuMs, wallMs } = await processOf(LAUNCHER, ['--help'], (output) => output.split('\n')[0])(2);
  expect(result).toBe('Usage: npm run bench -- [options]');
  expect(wallMs).toBeGreaterThan(0);
  expect(cpuMs).toBeGreaterThan(0);
});

test('a process that fails is an error with what it said', async () => {
  await expect(processOf(LAUNCHER, ['--fast'], String)(1)).rejects.toThrow(/ended with exit code 2: bench: Unknown option '--fast'/);
});
