import { writeWhole } from '../output/atomic-file.ts';
import { generatePlan } from '../plan/generate.ts';
import type { Plan } from '../plan/plan-file.ts';
import { readRanges } from '../plan/ranges.ts';
import { labelOf } from '../plan/condition.ts';
import { EXIT, type ExitCode } from './exit.ts';

export function plan(path: string, { output, seed }: { readonly output?: string; readonly seed?: number }): ExitCode {
  const ranges = readRanges(path);
  const { plan: made, leftOut } = generatePlan(seed === undefined ? ranges : { ...ranges, seed }, path);
  for (const one of leftOut) process.stderr.write(`testbed: left out, as it does not exist: ${one}\n`);
  const text = planText(made);
  if (output === undefined) process.stdout.write(text);
  else writeWhole(output, text);
  process.stderr.write(`testbed: ${summary(made)}\n`);
  return EXIT.done;
}

/** A line for each condition: a plan is long enough. */
function planText({ conditions, ...rest }: Plan): string {
  const head = JSON.stringify(rest).slice(0, -1);
  return `${head},"conditions":[\n${conditions.map((condition) => JSON.stringify(condition)).join(',\n')}\n]}\n`;
}

function summary({ conditions }: Plan): string {
  const labels = Map.groupBy(conditions, ({ activity }) => labelOf(activity));
  const pairs = new Set(conditions.map(({ pair }) => pair).filter((pair) => pair !== null)).size;
  const seconds = conditions.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  const counts = [...labels].map(([label, of]) => `${of.length} ${label}`).join(', ');
  return `${conditions.length} conditions (${counts}), ${pairs} pairs, ${Math.round(seconds / 60)} minutes of recordings`;
}
