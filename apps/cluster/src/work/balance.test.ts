import { expect, test } from 'vitest';
import fc from 'fast-check';
import { balance, fairShare } from './balance.ts';

/** Lets each worker look in turn, until nobody wants anything. @param cannot partitions that a worker cannot do */
function settle(names: readonly string[], partitions: number, owned: Map<string, number[]>, cannot: (name: string, partition: number) => boolean = () => false): { moves: number } {
  const all = Array.from({ length: partitions }, (_, partition) => partition);
  let moves = 0;
  let quiet = 0;
  for (let rounds = 0; ; rounds++) {
    if (rounds > 200) throw new Error('they do not come to rest');
    let changed = false;
    for (const name of names) {
      const held = new Set([...owned.values()].flat());
      const free = all.filter((partition) => !held.has(partition) && !cannot(name, partition));
      const mine = owned.get(name)!;
      const { take, give } = balance({ name, workers: names, partitions, mine, free, left: rounds % 6 === 5 ? free : [] });
      expect(take.every((partition) => free.includes(partition))).toBe(true);
      expect(give.every((partition) => mine.includes(partition))).toBe(true);
      owned.set(name, [...mine.filter((partition) => !give.includes(partition)), ...take]);
      moves += take.length;
      changed ||= take.length + give.length > 0;
    }
    quiet = changed ? 0 : quiet + 1;
    if (quiet === 6) return { moves };
  }
}

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 9 });

test('shares add up to all partitions and differ by one at most', () => {
  fc.assert(fc.property(names, fc.integer({ min: 1, max: 100 }), (workers, partitions) => {
    const shares = workers.map((name) => fairShare(name, workers, partitions));
    expect(shares.reduce((a, b) => a + b)).toBe(partitions);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
  }));
});

test('whoever comes and goes, they come to rest with all partitions shared evenly', () => {
  fc.assert(fc.property(names, fc.integer({ min: 1, max: 70 }), fc.nat(), (workers, partitions, seed) => {
    const owned = new Map(workers.map((name) => [name, [] as number[]]));
    settle(workers.slice(0, 1), partitions, owned);
    settle(workers, partitions, owned);
    const gone = workers[seed % workers.length]!;
    const rest = workers.filter((name) => name !== gone || workers.length === 1);
    if (rest.length < workers.length) owned.delete(gone);
    settle(rest, partitions, owned);
    expect([...owned.values()].flat().sort((a, b) => a - b)).toEqual(Array.from({ length: partitions }, (_, i) => i));
    expect([...owned].every(([name, has]) => has.length === fairShare(name, rest, partitions))).toBe(true);
  }));
});

test('a worker that joins moves what it needs, and at most one more of each', () => {
  const workers = ['a', 'b', 'c', 'd'];
  const owned = new Map(workers.map((name) => [name, [] as number[]]));
  settle(workers, 64, owned);
  owned.set('e', []);
  expect(settle([...workers, 'e'], 64, owned).moves).toBeLessThanOrEqual(12 + 4);
});

test('what one worker cannot do ends with one that can, and nothing is left over', () => {
  const workers = ['new', 'old'];
  const owned = new Map<string, number[]>([['new', [0, 1, 2, 3]], ['old', [4, 5, 6]]]);
  settle(workers, 8, owned, (name, partition) => name === 'old' && partition === 7);
  expect([...owned.values()].flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(owned.get('new')).toContain(7);
  expect(owned.get('new')).toHaveLength(4);
});
