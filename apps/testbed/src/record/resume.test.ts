import { expect, test } from 'vitest';
import { recordOf } from '../output/record.fixture.ts';
import { PAIR, planOf, VOD } from '../plan/conditions.fixture.ts';
import { parsePlan } from '../plan/plan-file.ts';
import { setOf, unrecorded } from './resume.ts';

const plan = parsePlan(planOf([...PAIR, VOD], ['p']), 'plan.json');

test('what is recorded is not recorded again, whatever else lies there', () => {
  expect(unrecorded(plan, []).map(({ id }) => id)).toEqual(['p-live', 'p-vod', 'vod']);
  const records = [recordOf(PAIR[1]), recordOf({ ...VOD, id: 'of-another-plan' })];
  expect(unrecorded(plan, records).map(({ id }) => id)).toEqual(['p-live', 'vod']);
});

test('a condition that is another one under the same id is named', () => {
  const changed = recordOf({ ...VOD, link: { ...VOD.link, downMbit: 21 } });
  expect(() => unrecorded(plan, [changed])).toThrow('condition vod is recorded already, with another link.downMbit: give it another id');
});

test('a pair belongs to one set', () => {
  expect(plan.conditions.map((condition) => setOf(plan, condition))).toEqual(['final', 'final', 'train']);
});
