import { describe, expect, test } from 'vitest';
import { runCampaign } from './campaign.ts';
import { readRegressions } from './seeds.ts';
import { TARGETS } from './targets.ts';
import { Trial } from './trial.ts';

const SEED = 20_261_122;

/** What matters of a failure, and how to see it again. */
const words = (target: string, { kind, message, index }: { kind: string; message: string; index: number }) =>
  `${kind}: ${message} (npm run fuzz -- --target ${target} --seed ${SEED} --inputs ${index + 1})`;

describe.each(TARGETS)('$name', ({ name, inputs, open }) => {
  test(`${inputs} inputs break nothing`, async () => {
    const { tried, failures } = await runCampaign({ target: name, seed: SEED, inputs, seconds: Number.MAX_SAFE_INTEGER, jobs: 1 });
    expect(failures.map((failure) => words(name, failure))).toEqual([]);
    expect(tried).toBe(inputs);
  });

  test('inputs that once broke something break nothing', async () => {
    const trial = new Trial(() => {}, await open(), SEED);
    for (const { path, bytes } of readRegressions(name)) expect((await trial.replay(bytes, 0))?.message, path).toBe(undefined);
  });
});
