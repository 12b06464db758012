import { playerOf, valuesIn } from './held-apart.ts';
import type { ManifestCapture } from './manifest.ts';

/** Captures that must not be torn apart, by name. */
export interface Grouping {
  /** Group number of each capture. */
  readonly of: Int32Array;
  readonly names: readonly string[];
}

/** Groups to weigh in training. */
export interface Likeness extends Grouping {
  /** 1 for each capture whose player was chosen by a testbed, such that live and on demand differ in nothing else; 0 for traffic as it was met. */
  readonly staged: Uint8Array;
}

/** Group of each capture, and whether it was staged. */
export type TrainingGroups = Pick<Likeness, 'of' | 'staged'>;

/**
 * Groups captures by a column of their manifest. A capture without a value there is a group of its own. Both captures of a
 * pair belong together: where their values differ, the two groups become one, named by both.
 */
export function groupBy(captures: readonly ManifestCapture[], column: string): Grouping {
  const values = valuesIn(captures, column);
  const own = captures.map(({ columns, file }, i) => values[i] || pairOf(columns) || file);
  const joined = new Map(own.map((name) => [name, name]));
  const root = (name: string): string => (joined.get(name) === name ? name : root(joined.get(name)!));
  const firstOfPair = new Map<string, string>();
  for (const [i, { columns }] of captures.entries()) {
    const pair = pairOf(columns);
    if (!pair) continue;
    const first = firstOfPair.get(pair) ?? own[i]!;
    firstOfPair.set(pair, first);
    if (root(first) !== root(own[i]!)) joined.set(root(own[i]!), root(first));
  }
  const members = new Map<string, Set<string>>();
  for (const name of own) members.set(root(name), (members.get(root(name)) ?? new Set()).add(name));
  let i = 0;
  return group(captures, () => [...members.get(root(own[i++]!))!].join(' + '));
}

/** What resamples together for a confidence interval: pairs, else sessions, else captures, whatever is held out. */
export function clusters(captures: readonly ManifestCapture[]): Grouping {
  return group(captures, ({ columns, file }) => pairOf(columns) || columns.session || file);
}

/**
 * What shares one weight in training, because it resembles itself: captures of the same player, delivery and segment length
 * where a player is named, as of recorded ones, whose sessions are many; else a session.
 */
export function likeness(captures: readonly ManifestCapture[]): Likeness {
  const staged = Uint8Array.from(captures, ({ columns }) => (columns.player ? 1 : 0));
  const groups = group(captures, ({ columns, file }) => {
    const condition = [playerOf(columns), columns.delivery, columns.segment_s].filter(Boolean).join(' ');
    return (columns.player && condition) || columns.session || condition || pairOf(columns) || file;
  });
  return { ...groups, staged };
}

function pairOf(columns: Readonly<Record<string, string>>): string {
  return columns.pair ? `pair ${columns.pair}` : '';
}

function group(captures: readonly ManifestCapture[], nameOf: (capture: ManifestCapture) => string): Grouping {
  const numbers = new Map<string, number>();
  const of = Int32Array.from(captures, (capture) => {
    const name = nameOf(capture);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  return { of, names: [...numbers.keys()] };
}
