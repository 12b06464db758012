import type { CellRecord } from '../output/record.ts';
import { differenceOf } from '../plan/difference.ts';
import type { Condition } from '../plan/condition.ts';
import type { Plan } from '../plan/plan-file.ts';
import { TestbedError } from '../testbed-error.ts';

/** @returns what of a plan is not recorded yet @throws TestbedError for a recorded condition that is another one in the plan */
export function unrecorded(plan: Plan, records: readonly CellRecord[]): Condition[] {
  const recorded = new Map(records.map(({ condition }) => [condition.id, condition]));
  return plan.conditions.filter((condition) => {
    const earlier = recorded.get(condition.id);
    if (earlier === undefined) return true;
    const difference = differenceOf(earlier, condition);
    if (difference === null) return false;
    throw new TestbedError(`condition ${condition.id} is recorded already, with another ${difference.slice(2)}: give it another id, or take its capture away`);
  });
}

/** Where a condition belongs: to what models learn from, or to what they are judged by in the end. */
export function setOf({ final }: Plan, { id, pair }: Condition): CellRecord['set'] {
  return final.includes(pair ?? id) ? 'final' : 'train';
}
