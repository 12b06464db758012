import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { removeTemporaryFolders } from './input/temporary-file.ts';
import { main } from './bench.ts';

afterAll(removeTemporaryFolders);

/** Runs the program in this process. */
async function bench(...words: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += text;
      return true;
    }),
  );
  const exitCode = await main(words);
  for (const spy of spies) spy.mockRestore();
  return { exitCode, ...said };
}

test('a quick run of one kernel gives one JSON object with spreads in order', { timeout: 60_000 }, async () => {
  const { exitCode, stdout, stderr } = await bench('--quick', '--json', '--only', 'welch, 300');
  expect([exitCode, stderr]).toEqual([0, '']);
  const run = JSON.parse(stdout);
  expect(run).toMatchObject({ quick: true, seed: 1, machine: { node: process.versions.node, cores: expect.any(Number) } });
  expect(run.benchmarks).toHaveLength(1);
  const [{ group, name, timings, ratio, rounds, runsPerSample }] = run.benchmarks;
  expect([group, name]).toEqual(['welch', '300 samples, segment 100']);
  expect(timings.map(({ engine }: { engine: string }) => engine)).toEqual(['wasm', 'typescript']);
  expect(rounds).toBeGreaterThanOrEqual(5);
  expect(runsPerSample).toBeGreaterThan(1);
  for (const { low, median, high } of [ratio, ...timings.flatMap((timing: { cpuMs: object; wallMs: object }) => [timing.cpuMs, timing.wallMs])]) {
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThanOrEqual(median);
    expect(median).toBeLessThanOrEqual(high);
  }
});

test('the table has a line for each benchmark, and says on what machine', { timeout: 60_000 }, async () => {
  const { exitCode, stdout } = await bench('--quick', '--only', 'reading, .*regular|spikegaps');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/core.*GiB/);
  expect(stdout).toMatch(/^spikeGaps\n {2}peaks of 1 M samples .* [µm]s {2}\d/m);
  expect(stdout).toMatch(/^reading\n {2}network-stats, regular .* ms {2}.*\n {4}[\d.]+ [kM] rows\/s WASM, [\d.]+ [kM] rows\/s TypeScript$/m);
});

test('a page is written beside the table', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-bench-test-'));
  try {
    const path = join(folder, 'page.md');
    const { exitCode, stdout } = await bench('--quick', '--only', 'welch, 300', '--markdown', path);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^welch$/m);
    expect(readFileSync(path, 'utf8')).toMatch(/^# Performance\n[\s\S]*### welch\n\n\*\*300 samples, segment 100\*\*/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  ['an unknown option', ['--fast'], "Unknown option '--fast'"],
  ['a pattern that is none', ['--only', '('], '--only: expected a regular expression, found ('],
  ['a page that cannot be written', ['--markdown', '/no/such/folder/page.md', '--only', 'welch'], '--markdown /no/such/folder/page.md: ENOENT'],
  ['a pattern that nothing matches', ['--only', 'nonesuch'], '--only nonesuch matches none of:\n  binPackets, '],
])('%s is wrong usage', async (_, words, message) => {
  const { exitCode, stdout, stderr } = await bench(...words);
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});

test('--help says how, and fits 80 columns', async () => {
  const { exitCode, stdout } = await bench('--help');
  expect(exitCode).toBe(0);
  for (const option of ['--quick', '--only', '--no-peers', '--markdown', '--json', 'Exit codes']) expect(stdout).toContain(option);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
