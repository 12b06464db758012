import { expect, test } from 'vitest';
import { Store } from './store.ts';

const LINE = `"${'x'.repeat(200)}"`;
const fill = (store: Store, count: number, recorded: number) =>
  store.write(() => {
    for (let i = 0; i < count; i++) {
      store.events.add({ kind: 'verdict', flow: '0123456789ab', line: LINE }, recorded);
      store.verdicts.add({ time: 0, capture: null, flow: '0123456789ab', verdict: 'live', line: LINE }, recorded);
    }
  });

test('much that is old is deleted in turns: what is written meanwhile comes in between, and stays', async () => {
  const now = 1e12;
  const store = new Store({ path: ':memory:', now: () => now, retention: { maxAge: 1000 } });
  await fill(store, 30_000, now - 2000);
  let ended = false;
  const retained = store.retain().then((deleted) => {
    ended = true;
    return deleted;
  });
  let between = 0;
  while (!ended) {
    await fill(store, 1, now);
    if (!ended) between++;
  }
  expect(await retained).toBe(60_000);
  expect(between).toBeGreaterThan(1);
  expect(store.events.first).toBe(30_001);
  expect(store.verdicts.find({ most: 1000 }).length).toBeGreaterThanOrEqual(between);
  store.close();
});

test('told to end it stops where it is, and goes on the next time', async () => {
  const store = new Store({ path: ':memory:', now: () => 1e12, retention: { maxAge: 1000 } });
  await fill(store, 20_000, 0);
  const ending = new AbortController();
  const first = store.retain(ending.signal);
  ending.abort();
  const deleted = await first;
  expect(deleted).toBeGreaterThan(0);
  expect(deleted).toBeLessThan(40_000);
  expect(deleted + (await store.retain())).toBe(40_000);
  store.close();
});
