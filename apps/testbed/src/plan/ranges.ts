import { z } from 'zod';
import { TestbedError } from '../testbed-error.ts';
import { faultText } from './fault-text.ts';
import { readJson } from './plan-file.ts';

/**
 * A value, or a choice in its place, at any depth: `{"oneOf": [a, b]}` is dealt out evenly, `{"each": [a, b]}` gives every
 * combination with the group's other ones, `{"between": [low, high], "step": 5, "log": true}` is drawn from evenly (`log`: of
 * its logarithm), `{"use": "name"}` stands for one of `parts`.
 */
const template = z.json();

const parts = {
  durationSeconds: template.optional(),
  activity: template.optional(),
  background: template.optional(),
  origin: template.optional(),
  tunnel: template.optional(),
  link: template.optional(),
};

const group = z.strictObject({
  /** Begins the ids of its conditions. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/),
  /** How often each combination of its `each` is recorded; pairs count once. */
  times: z.int().min(1).max(1000).default(1),
  /** Each is recorded twice, live and on demand; `activity.live` is not given then. */
  pairs: z.boolean().default(false),
  ...parts,
});

/** What a plan is generated from. */
export const ranges = z.strictObject({
  name: z.string().min(1).max(100),
  seed: z.int().min(0).max(0xffff_ffff),
  /** Share of the pairs and single conditions that are kept for the last word on a model. */
  finalShare: z.number().min(0).max(1).default(0.2),
  parts: z.record(z.string(), template).default({}),
  /** Stands where a group says nothing. */
  defaults: z.strictObject(parts).default({}),
  groups: z.array(group).min(1),
});

export type Ranges = z.infer<typeof ranges>;
export type Group = Ranges['groups'][number];

/** The keys of a condition that are chosen. */
export const CHOSEN = ['durationSeconds', 'activity', 'background', 'origin', 'tunnel', 'link'] as const satisfies readonly (keyof typeof parts)[];

/** @throws TestbedError naming the file, the place in it, what was found and what was expected */
export function readRanges(path: string): Ranges {
  const document = readJson(path);
  const result = ranges.safeParse(document);
  if (!result.success) throw new TestbedError(`${path}: ${result.error.issues.slice(0, 5).map((issue) => faultText(issue, document)).join(`\n${path}: `)}`);
  const names = result.data.groups.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) < i);
  if (twice >= 0) throw new TestbedError(`${path}: $.groups[${twice}].name: found ${JSON.stringify(names[twice])} again, expected each name once`);
  return result.data;
}
