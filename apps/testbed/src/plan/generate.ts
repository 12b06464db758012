import { TestbedError } from '../testbed-error.ts';
import { Choices } from './choices.ts';
import { type Condition, condition, labelOf } from './condition.ts';
import { faultText, foundText, pathText } from './fault-text.ts';
import { parsePlan, type Plan } from './plan-file.ts';
import { Random } from './random.ts';
import { CHOSEN, type Group, type Ranges } from './ranges.ts';
import { ruleFault } from './rules.ts';

/** What is recorded together: a pair, or a condition alone. */
type Unit = readonly Condition[];

export interface Generated {
  readonly plan: Plan;
  /** Combinations that were asked for but do not exist, in words. */
  readonly leftOut: readonly string[];
}

/** Draws of one combination before it counts as impossible. */
const ATTEMPTS = 20;

/**
 * Draws a plan: the same ranges and seed give the same plan. Groups are interleaved evenly, partners of a pair stand
 * together, so that a plan that is not recorded to its end is balanced too.
 * @param path of the ranges file, for errors @throws TestbedError naming the place in the ranges
 */
export function generatePlan(ranges: Ranges, path: string): Generated {
  const leftOut: string[] = [];
  const groups = ranges.groups.map((group, i) => {
    try {
      return unitsOf(group, i, ranges, leftOut);
    } catch (error) {
      if (error instanceof TestbedError) throw new TestbedError(`${path}: group ${group.name}: ${error.message}`);
      throw error;
    }
  });
  const conditions = interleaved(groups).flat();
  const plan = { name: ranges.name, seed: ranges.seed, final: finalOf(groups, ranges), conditions };
  return { plan: parsePlan(plan, path), leftOut };
}

function unitsOf(group: Group, index: number, ranges: Ranges, leftOut: string[]): Unit[] {
  const random = new Random(ranges.seed, group.name);
  const choices = new Choices(ranges.parts, random);
  const template = Object.fromEntries(CHOSEN.map((key) => [key, group[key] ?? ranges.defaults[key]]));
  const missing = CHOSEN.find((key) => template[key] === undefined);
  if (missing !== undefined) throw new TestbedError(`found no ${missing}, expected it in $.groups[${index}] or in $.defaults`);
  const combinations = choices.combinations(template).flatMap((one) => new Array<unknown>(group.times).fill(one));
  const units: Unit[] = [];
  for (const combination of random.shuffled(combinations)) {
    const name = `${group.name}-${String(units.length + 1).padStart(3, '0')}`;
    const unit = drawUnit(combination, name, group, choices, random);
    if (Array.isArray(unit)) units.push(unit);
    else if (!leftOut.includes(unit as string)) leftOut.push(unit as string);
  }
  if (units.length === 0) throw new TestbedError(`found no combination that can be recorded, expected at least one (${leftOut.at(-1)})`);
  return units;
}

/** @returns a unit, or why there is none */
function drawUnit(combination: unknown, name: string, group: Group, choices: Choices, random: Random): Unit | string {
  let why = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const drawn = choices.draw(combination) as Record<string, unknown>;
    const seed = random.below(2 ** 32);
    const members = group.pairs ? random.shuffled([true, false]).map((live) => ({ ...drawn, activity: { ...(drawn.activity as object), live } })) : [drawn];
    const unit = members.map((member) => checked({ ...member, id: name, pair: group.pairs ? name : null, seed }));
    const fault = unit.map(ruleFault).find((one) => one !== null);
    if (!fault) return unit.map((one) => ({ ...one, id: group.pairs ? `${name}-${labelOf(one.activity)}` : name }));
    const found = fault.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], unit[0]);
    why = `${group.name}: ${pathText(fault.path)}: found ${foundText(found)}, expected ${fault.expected}`;
  }
  return why;
}

function checked(document: unknown): Condition {
  const result = condition.safeParse(document);
  if (result.success) return result.data;
  throw new TestbedError(`drawn ${faultText(result.error.issues[0]!, document)}`);
}

/** All groups spread over the whole length, each in its own order. */
function interleaved(groups: readonly (readonly Unit[])[]): Unit[] {
  const placed = groups.flatMap((units) => units.map((unit, i) => ({ unit, place: (i + 0.5) / units.length })));
  return placed.sort((a, b) => a.place - b.place).map(({ unit }) => unit);
}

/** As evenly over the groups as the share allows. */
function finalOf(groups: readonly (readonly Unit[])[], { seed, finalShare }: Ranges): string[] {
  const random = new Random(seed, 'final');
  const names = groups.flatMap((units) => random.shuffled(units.map(([first]) => first!.pair ?? first!.id)));
  const offset = random.unit();
  return names.filter((_, i) => Math.floor((i + 1) * finalShare + offset) > Math.floor(i * finalShare + offset));
}
