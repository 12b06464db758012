import { expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { readRegressions } from './seeds.ts';
import { TARGETS } from './targets.ts';
import { Trial } from './trial.ts';

const SEED = 20_261_122;

/** What matters of a failure, and how to see it again. */
const words = (target: string, { kind, message, index }: { kind: string; message: string; index: number }) =>
  `${kind}: ${message} (npm run fuzz -- --target ${target} --seed ${SEED} --inputs ${index + 1})`;

test.each(TARGETS)('$inputs inputs break nothing: $name', async ({ name, inputs }) => {
  const { tried, failures } = await runCampaign({ target: name, seed: SEED, inputs, seconds: Number.MAX_SAFE_INTEGER, jobs: 1 });
  expect(failures.map((failure) => words(name, failure))).toEqual([]);
  expect(tried).toBe(inputs);
});

const REGRESSIONS = TARGETS.flatMap((target) => readRegressions(target.name).map(({ path, bytes }) => ({ target, path, bytes })));

test.each(REGRESSIONS)('$path breaks nothing any more', async ({ target, bytes }) => {
  const trial = new Trial(() => {}, await target.open(), SEED);
  expect((await trial.replay(bytes, 0))?.message).toBe(undefined);
});
