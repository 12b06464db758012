import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HeaviestRows, type Ranking } from './heaviest-rows.ts';

interface Row {
  readonly name: string;
  readonly place: number;
  readonly bytes: number;
}

const RANKING: Ranking<Row> = { group: ({ name }) => name, weight: ({ bytes }) => bytes };

function shown(groups: readonly (readonly number[])[], top: number): { rows: string[]; count: number } {
  const table = new HeaviestRows(RANKING, top);
  for (const [i, group] of groups.entries()) for (const [place, bytes] of group.entries()) table.add({ name: `g${String(i).padStart(5, '0')}`, place, bytes });
  return { rows: table.rows().map(({ name, place }) => `${name} ${place}`), count: table.count };
}

test('groups stand by their sums, the rows of one in their order', () => {
  expect(shown([[3, 3], [1], [2, 9], [1]], 0)).toEqual({ rows: ['g00002 0', 'g00002 1', 'g00000 0', 'g00000 1', 'g00001 0', 'g00003 0'], count: 6 });
  expect(shown([[3, 3], [1], [2, 9], [1]], 3)).toEqual({ rows: ['g00002 0', 'g00002 1', 'g00000 0'], count: 6 });
  expect(shown([], 3)).toEqual({ rows: [], count: 0 });
});

test('of very many groups the same ones are shown as if all were kept', () => {
  const groups = fc.array(fc.array(fc.nat(50), { minLength: 1, maxLength: 3 }), { minLength: 2000, maxLength: 4000 });
  fc.assert(fc.property(groups, fc.integer({ min: 1, max: 30 }), (list, top) => {
    const all = shown(list, 0);
    expect(shown(list, top)).toEqual({ rows: all.rows.slice(0, top), count: all.count });
  }), { seed: 1, numRuns: 20 });
});
