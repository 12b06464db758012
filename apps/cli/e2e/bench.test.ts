import { expect, test } from 'vitest';
import { tunnelscope } from './tunnelscope.ts';

test('bench runs the benchmarks of the checkout and hands on what they say', { timeout: 60_000 }, async () => {
  const { exitCode, stdout, stderr } = await tunnelscope(['bench', '--quick', '--json', '--only', 'welch, 300']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ quick: true, targets: [], benchmarks: [{ group: 'welch', name: '300 samples, segment 100', peers: [] }] });
});

test('a benchmark that does not exist is wrong usage', async () => {
  const { exitCode, stdout, stderr } = await tunnelscope(['bench', '--only', 'nonesuch']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('bench: --only nonesuch matches none of:\n');
});
