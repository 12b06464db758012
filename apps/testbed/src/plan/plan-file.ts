import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { TestbedError } from '../testbed-error.ts';
import { type Condition, condition } from './condition.ts';
import { faultText, foundText, pathText } from './fault-text.ts';
import { ruleFault } from './rules.ts';

/** What is to be recorded, in this order. */
const plan = z.strictObject({
  name: z.string().min(1).max(100),
  /** Of the generator that made it; 0 for a plan made by hand. */
  seed: z.int().min(0).max(0xffff_ffff),
  /** Pairs, and ids of conditions without a partner, that are kept for the last word on a model: `set` is `final` for them. */
  final: z.array(z.string()).default([]),
  conditions: z.array(condition).min(1),
});

export type Plan = z.infer<typeof plan>;

/** @throws TestbedError naming the file, the place in it, what was found and what was expected */
export function readPlan(path: string): Plan {
  return parsePlan(readJson(path), path);
}

/** @throws TestbedError if there is no such file or it is no JSON */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new TestbedError(`${path}: ${error instanceof SyntaxError ? `not JSON: ${error.message}` : `cannot be read: ${(error as Error).message}`}`);
  }
}

/** @param path of the file, for errors @throws TestbedError as readPlan */
export function parsePlan(document: unknown, path: string): Plan {
  const result = plan.safeParse(document);
  if (!result.success) throw new TestbedError(`${path}: ${result.error.issues.slice(0, 5).map((issue) => faultText(issue, document)).join(`\n${path}: `)}`);
  const fault = faultOf(result.data);
  if (fault !== null) throw new TestbedError(`${path}: ${fault}`);
  return result.data;
}

/** What zod cannot know: rules between parts of a condition and between conditions. */
function faultOf({ conditions, final }: Plan): string | null {
  const ids = new Map<string, number>();
  for (const [i, one] of conditions.entries()) {
    const earlier = ids.get(one.id);
    if (earlier !== undefined) return `$.conditions[${i}].id: found ${JSON.stringify(one.id)} as in $.conditions[${earlier}], expected each id once`;
    ids.set(one.id, i);
    const broken = ruleFault(one);
    if (broken !== null) {
      const found = broken.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], one);
      return `${pathText(['conditions', i, ...broken.path])}: found ${foundText(found)}, expected ${broken.expected} (condition ${one.id})`;
    }
  }
  const pairs = Map.groupBy([...conditions.entries()].filter(([, { pair }]) => pair !== null), ([, { pair }]) => pair!);
  for (const [pair, members] of pairs) {
    const broken = pairFault(pair, members);
    if (broken !== null) return broken;
  }
  const unknown = final.findIndex((name) => !pairs.has(name) && !(ids.has(name) && conditions[ids.get(name)!]!.pair === null));
  return unknown < 0 ? null : `$.final[${unknown}]: found ${foundText(final[unknown])}, expected a pair, or the id of a condition without a partner`;
}

function pairFault(pair: string, members: readonly (readonly [number, Condition])[]): string | null {
  const place = pathText(['conditions', members.at(-1)![0], 'pair']);
  if (members.length !== 2) return `${place}: found pair ${JSON.stringify(pair)} in ${members.length} condition${members.length === 1 ? '' : 's'}, expected two`;
  const [[, one], [, other]] = members as [readonly [number, Condition], readonly [number, Condition]];
  const alike = (it: Condition) => ({ ...it, id: '', activity: { ...it.activity, live: null } });
  const live = ({ activity }: Condition) => ('live' in activity ? activity.live : null);
  if (live(one) !== null && live(one) !== live(other) && isDeepStrictEqual(alike(one), alike(other))) return null;
  return `${place}: found partners ${one.id} and ${other.id} that do not differ in activity.live alone, expected one live and one on demand, all else equal`;
}
