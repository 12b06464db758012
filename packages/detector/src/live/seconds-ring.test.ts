import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SECONDS_KEPT, SecondsRing } from './seconds-ring.ts';

test('holds what a plain table of the last seconds would', () => {
  const addition = fc.record({ step: fc.oneof(fc.integer({ min: -5, max: 20 }), fc.integer({ min: -400, max: 700 })), a: fc.nat(1500), b: fc.nat(1500) });
  fc.assert(
    fc.property(fc.array(addition, { minLength: 1, maxLength: 60 }), (additions) => {
      const ring = new SecondsRing();
      const table = new Map<number, { a: number; b: number }>();
      let second = 1_600_000_000;
      let latest = -Infinity;
      let first = Infinity;
      for (const { step, a, b } of additions) {
        second += step;
        if (second - latest >= SECONDS_KEPT) {
          table.clear();
          first = second;
        }
        latest = Math.max(latest, second);
        // What comes before the first second of all is left out, as is what is older than the ring.
        first = Math.min(first, latest);
        if (second >= first && second > latest - SECONDS_KEPT) {
          const row = table.get(second) ?? { a: 0, b: 0 };
          table.set(second, { a: row.a + a, b: row.b + b });
        }
        ring.add(second * 1000 + 17, a, b);
      }
      for (const fromA of [true, false]) {
        const read = ring.read(latest + 3, SECONDS_KEPT, fromA);
        const expected = Array.from({ length: SECONDS_KEPT }, (_, i) => {
          const at = latest + 3 - SECONDS_KEPT + i;
          const row = at > latest - SECONDS_KEPT ? table.get(at) : undefined;
          return row === undefined ? 0 : fromA ? row.a : row.b;
        });
        expect([...read]).toEqual(expected);
      }
      for (const [ahead, count] of [[3, SECONDS_KEPT], [1, 10], [-5, 7], [400, 300], [0, 0]] as const) {
        const sum = [...ring.read(latest + ahead, count, true), ...ring.read(latest + ahead, count, false)].reduce((x, y) => x + y, 0);
        expect(ring.total(latest + ahead, count)).toBe(sum);
      }
    }),
  );
});

test('takes little memory until it is used, and never more than its seconds', () => {
  const ring = new SecondsRing();
  expect(ring.footprint).toBeLessThanOrEqual(128);
  for (let second = 0; second < 2000; second++) ring.add(second * 1000, 1, 2);
  expect(ring.footprint).toBe(SECONDS_KEPT * 8);
  expect([...ring.read(2000, 300, false)]).toEqual(new Array(300).fill(2));
});

test('to look at it changes nothing', () => {
  const [seen, unseen] = [new SecondsRing(), new SecondsRing()];
  for (const bytes of [16_777_217, 1, 1, 1, 1, 1]) {
    for (const ring of [seen, unseen]) ring.add(5000, bytes, bytes);
    seen.read(6, 3, true);
    seen.total(6, 3);
  }
  expect(seen.read(6, 3, true)).toEqual(unseen.read(6, 3, true));
  expect(seen.total(6, 3)).toBe(unseen.total(6, 3));
});
