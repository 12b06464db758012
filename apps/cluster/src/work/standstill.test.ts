import { expect, test } from 'vitest';
import { Standstill } from './standstill.ts';

const summary = (now: number | null) => ({ flows: 1, packets: 1, lost: 0, late: 0, now });

test('a partition that waits for a tap for long is told of once, and again when it has gone on between', () => {
  const work = { awaited: ['lobby', 'roof'], summary: summary(1000) };
  const standstill = new Standstill(work);
  expect(standstill.look(0)).toBeNull();
  expect(standstill.look(60_000)).toBeNull();
  expect(standstill.look(0)).toMatch(/others wait for tap lobby and tap roof: .* nats forget lobby$/);
  expect(standstill.look(0)).toBeNull();
  work.summary = summary(2000);
  expect(standstill.look(0)).toBeNull();
  expect(standstill.look(0)).toMatch(/lobby/);
});

test('one that has nothing to wait for is not', () => {
  const standstill = new Standstill({ awaited: [], summary: summary(null) });
  for (let i = 0; i < 3; i++) expect(standstill.look(0)).toBeNull();
});
