import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../exit.ts';
import { benchWords, runBench } from './run-bench.ts';

test('options become words of the bench, and none becomes none', () => {
  expect(benchWords({})).toEqual([]);
  expect(benchWords({ quick: true, only: '-x', peers: true, markdown: 'p.md', json: true })).toEqual(['--quick', '--only=-x', '--peers', '--markdown=p.md', '--json']);
  expect(benchWords({ peers: false })).toEqual(['--no-peers']);
});

test('where there are no benchmarks it says so', async () => {
  await expect(runBench({}, '/nowhere/bench.js')).rejects.toThrow(InputError);
  await expect(runBench({}, '/nowhere/bench.js')).rejects.toThrow('no benchmarks here (/nowhere/bench.js is missing)');
});

test.each([
  ['process.exit(process.argv[2] === "--quick" ? 0 : 2)', 0],
  ['process.exit(2)', 2],
  ['process.exit(77)', 1],
  ['process.kill(process.pid, "SIGTERM")', 143],
])('its exit code is that of the bench: %s', async (script, exitCode) => {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelscope-run-bench-'));
  try {
    const program = join(folder, 'bench.js');
    await writeFile(program, script);
    expect(await runBench({ quick: true }, program)).toBe(exitCode);
  } finally {
    await rm(folder, { recursive: true });
  }
});
