import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../namespaces/command.ts';

const source = (name: string): string => fileURLToPath(new URL(`../../link/${name}`, import.meta.url));
const hasCompiler = await runCommand(['gcc', '--version']).then(() => true, () => false);

interface Frame {
  readonly at: number;
  readonly length: number;
}
const steady = (count: number, every: number, length: number): Frame[] => Array.from({ length: count }, (_, i) => ({ at: 1e9 + i * every, length }));

describe.skipIf(!hasCompiler)(`the model of one direction of a link${hasCompiler ? '' : ' [skipped: gcc is missing]'}`, () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'testbed-'));
    await runCommand(['gcc', '-O1', '-std=gnu11', '-Wall', '-Wextra', '-Werror', '-fsanitize=undefined', '-o', join(folder, 'try'), source('try-direction.c'), source('direction.c'), '-lm']);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** When each frame leaves, in ns; or why it does not. */
  function pass(frames: readonly Frame[], what: { seed?: number; bits?: number; delay?: number; jitter?: number; loss?: number; burst?: number; queue?: number }): (number | 'queue' | 'loss')[] {
    const { seed = 1, bits = 8e6, delay = 0, jitter = 0, loss = 0, burst = 1, queue = 1e9 } = what;
    const ran = spawnSync(join(folder, 'try'), [seed, bits, delay, jitter, loss, burst, queue].map(String), { input: frames.map(({ at, length }) => `${at} ${length}\n`).join(''), maxBuffer: 1 << 26 });
    expect(ran.stderr.toString()).toBe('');
    return ran.stdout.toString().trimEnd().split('\n').map((word) => (word === 'queue' || word === 'loss' ? word : Number(word)));
  }

  test('a frame takes its length over the rate, and the delay', () => {
    expect(pass([{ at: 1e9, length: 1000 }], { bits: 8e6, delay: 3e8 })).toEqual([1e9 + 1e6 + 3e8]);
  });

  test('frames faster than the rate leave at the rate, one after the other', () => {
    const out = pass(steady(500, 1e5, 1000), { bits: 8e6, delay: 5e6 });
    expect(out).toEqual(Array.from({ length: 500 }, (_, i) => 1e9 + (i + 1) * 1e6 + 5e6));
  });

  test('frames that would wait longer than the queue allows are dropped', () => {
    const out = pass(steady(100, 0, 1000), { bits: 8e6, queue: 10e6 });
    expect(out.slice(0, 11)).toEqual(Array.from({ length: 11 }, (_, i) => 1e9 + (i + 1) * 1e6));
    expect(out.slice(11).every((word) => word === 'queue')).toBe(true);
  });

  test.each([
    { loss: 0.005, burst: 1 },
    { loss: 0.02, burst: 4 },
    { loss: 0.1, burst: 20 },
  ])('loses a share of $loss, $burst together on average', ({ loss, burst }) => {
    const out = pass(steady(400_000, 1e6, 100), { bits: 1e9, loss, burst });
    const lost = out.filter((word) => word === 'loss').length;
    const bursts = out.filter((word, i) => word === 'loss' && out[i - 1] !== 'loss').length;
    expect(lost / out.length / loss).toBeGreaterThan(0.85);
    expect(lost / out.length / loss).toBeLessThan(1.15);
    expect(lost / bursts / burst).toBeGreaterThan(0.85);
    expect(lost / bursts / burst).toBeLessThan(1.15);
  });

  test.each([5, 20, 60])('the delay wanders by %d ms, never below its least, in order and without clumps', (milliseconds) => {
    const frames = steady(600_000, 1e6, 100);
    const out = pass(frames, { bits: 1e9, delay: 1e8, jitter: milliseconds * 1e6 }) as number[];
    const delays = out.map((due, i) => due - frames[i]!.at - 1e8);
    const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
    const deviation = Math.sqrt(delays.reduce((sum, delay) => sum + (delay - mean) ** 2, 0) / delays.length) / 1e6;
    expect(Math.min(...delays.slice(0, 100_000))).toBeGreaterThanOrEqual(0);
    expect(deviation / milliseconds).toBeGreaterThan(0.7);
    expect(deviation / milliseconds).toBeLessThan(1.4);
    const gaps = out.slice(1).map((due, i) => due - out[i]!);
    // Twice their rate at most; a nanosecond for rounding.
    expect(gaps.every((gap) => gap >= 0.5e6 - 2)).toBe(true);
  });

  test('the same seed makes the same link, another seed another', () => {
    const frames = steady(5000, 1e6, 500);
    const what = { loss: 0.02, burst: 2, jitter: 1e7, bits: 1e8 };
    expect(pass(frames, { ...what, seed: 5 })).toEqual(pass(frames, { ...what, seed: 5 }));
    expect(pass(frames, { ...what, seed: 5 })).not.toEqual(pass(frames, { ...what, seed: 6 }));
  });
});
