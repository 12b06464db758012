import { WALL_CLOCK } from '@tunnelscope/detector/live/clock';
import { expect, test } from 'vitest';
import { RemoteLink } from './remote-link.ts';
import { ServerError } from './server-error.ts';
import type { ServerStats } from './server-stats.ts';

const NAME = 'nats://127.0.0.1:4222';
const partition = (number: number, owner: string | null, lost: number | null) => ({ partition: number, owner, lag: 0, flows: 0, lost, snapshotAge: null });
/** As far as a link looks at it. */
const stats = (partitions: ServerStats['partitions']) => ({ partitions, source: null, dropped: { late: 0, stray: 0 } }) as ServerStats;
const linkWith = (partitions: ServerStats['partitions']) => {
  const link = new RemoteLink(NAME, stats(partitions), WALL_CLOCK);
  link.connected();
  return link;
};

test('partitions without a worker are named', () => {
  expect(linkWith(null).view.standing!()).toEqual({ text: 'connected', wrong: false });
  expect(linkWith([partition(0, 'w1', 0)]).view.standing!()).toEqual({ text: 'connected', wrong: false });
  expect(linkWith([partition(0, 'w1', 0), partition(1, null, null), partition(2, null, null)]).view.standing!()).toEqual({ text: 'connected', why: 'no worker of partitions 1, 2', wrong: true });
  expect(linkWith([partition(0, null, null)]).view.standing!()).toMatchObject({ why: 'no partition has a worker: is tunnelscope work running?' });
});

test('what cannot be asked now is said, until it can be', () => {
  const link = linkWith([partition(0, 'w1', 0)]);
  link.troubled(new ServerError(`${NAME}: the server cannot answer now (503: The workers cannot be asked now)`, true, 503));
  expect(link.view.standing!()).toEqual({ text: 'connected', why: 'the server cannot answer now (503: The workers cannot be asked now)', wrong: true });
  link.troubled(null);
  expect(link.view.standing!()).toEqual({ text: 'connected', wrong: false });
});

test('packets that taps dropped are counted', () => {
  expect(linkWith([partition(0, 'w1', 3), partition(1, 'w2', 4)]).view.counters()).toContainEqual({ label: 'dropped by taps', value: 7 });
});
