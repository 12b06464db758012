import { isDeepStrictEqual } from 'node:util';
import type { ToldLine } from '../../apps/cluster/src/read/told-lines.ts';
import type { EventLine } from '../../packages/detector/src/live/event-line.ts';

export interface Differences {
  /** Events that one process has and workers have not, and the other way round. */
  readonly lost: number;
  readonly doubled: number;
  /** Events that both have, in another order or with other fields. */
  readonly changed: number;
  /** The first ones, in words. */
  readonly words: readonly string[];
}

const MOST_SHOWN = 3;

/** Compares flow by flow and event by event. @param times how often workers were given what one process was given once */
export function differences(found: readonly ToldLine[], expected: readonly EventLine[], times = 1): Differences {
  const [theirs, ours] = [byFlow(found.map(({ past: _past, ...line }) => line as EventLine)), byFlow(expected)];
  let [lost, doubled, changed] = [0, 0, 0];
  const words: string[] = [];
  for (const id of new Set([...theirs.keys(), ...ours.keys()])) {
    const has = theirs.get(id) ?? [];
    const wanted = Array.from({ length: times }, () => ours.get(id) ?? []).flat();
    lost += Math.max(0, wanted.length - has.length);
    doubled += Math.max(0, has.length - wanted.length);
    const at = wanted.findIndex((line, i) => !isDeepStrictEqual(has[i], line));
    changed += wanted.filter((line, i) => i < has.length && !isDeepStrictEqual(has[i], line)).length;
    if (at >= 0 || has.length > wanted.length) {
      const place = at >= 0 ? at : wanted.length;
      words.push(`flow ${id}, event ${place} of ${wanted.length}: found ${JSON.stringify(has[place])}, expected ${JSON.stringify(wanted[place])}`);
    }
  }
  return { lost, doubled, changed, words: words.slice(0, MOST_SHOWN) };
}

function byFlow(lines: readonly EventLine[]): Map<string, EventLine[]> {
  return Map.groupBy(lines, ({ flow }) => flow.id);
}
