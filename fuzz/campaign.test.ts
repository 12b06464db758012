import { expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { Random } from './random.ts';
import { FuzzInput } from './input.ts';
import { findTarget } from './targets.ts';

const run = (worker: string) =>
  runCampaign({ target: 'pcap', seed: 5, inputs: 6, seconds: 60, jobs: 1, patience: 1500, worker: new URL(`./violations/${worker}`, import.meta.url) });

function input(index: number): Uint8Array {
  const made = new FuzzInput();
  const random = new Random();
  random.start(5, index);
  findTarget('pcap').prepare()(made, random);
  return made.toBytes();
}

test('an input that never ends is found from outside, and those behind it are tried', async () => {
  const { tried, failures } = await run('hanging-worker.ts');
  expect(failures).toEqual([{ kind: 'hangs', message: 'no answer for 1.5 s', index: 3, bytes: input(3) }]);
  expect(tried).toBe(5);
});

test('so is one that brings the worker down', async () => {
  const { tried, failures } = await run('failing-worker.ts');
  expect(failures).toMatchObject([{ kind: 'throws', index: 2, bytes: input(2) }]);
  expect(failures[0]?.message).toMatch(/^TypeError: input 2/);
  expect(tried).toBe(5);
});

test('several jobs try every input once', async () => {
  const { tried, failures } = await runCampaign({ target: 'pcap', seed: 5, inputs: 101, seconds: 60, jobs: 2 });
  expect(failures).toEqual([]);
  expect(tried).toBe(101);
});

test('a target that does not exist is refused', async () => {
  await expect(runCampaign({ target: 'none', seed: 1, inputs: 1, seconds: 1, jobs: 1 })).rejects.toThrow(/^no target none: there are pcap, /);
});
