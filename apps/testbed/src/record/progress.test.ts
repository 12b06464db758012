import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PAIR, VOD } from '../plan/conditions.fixture.ts';
import { recordOf } from '../output/record.fixture.ts';
import { Progress } from './progress.ts';
import { progressTable } from './progress-table.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const sample = { at: 8, position: 108, buffered: 12.4, stalls: 1, stallSeconds: 0.5, rung: 2, dropped: 0, total: 200, requests: 10, bytes: 9 };

test('where nobody looks: a line for each run that ended', () => {
  const said: string[] = [];
  const progress = new Progress({ write: (text) => said.push(text) });
  progress.begin([...PAIR, VOD], 5);
  progress.preparing(PAIR[0]);
  progress.begun(PAIR[0], { latest: () => sample });
  vi.advanceTimersByTime(60_000);
  progress.ended(PAIR[0]);
  progress.recorded(PAIR[0], recordOf(PAIR[0]));
  progress.rejected(VOD, ['tcpdump dropped 3 packets'], true);
  progress.rejected(VOD, ['tcpdump dropped 4 packets', 'there was never a picture'], false);
  progress.close();
  expect(said.join('')).toBe(`testbed: 3 of 5 conditions to record, 2 are there
testbed: [1/3] p-live: live hls.js hls 2 s wireguard: 1000 packets, about 2 min left
testbed: [1/3] vod: rejected: tcpdump dropped 3 packets; tried again later
testbed: [2/3] vod: rejected: tcpdump dropped 4 packets; there was never a picture
`);
  expect(progress.rejections).toBe(2);
});

test('in a terminal a table below them, which is taken away at the end', () => {
  let screen = '';
  const progress = new Progress({ isTTY: true, columns: 100, write: (text) => (screen += text) });
  progress.begin([VOD], 1);
  progress.preparing(VOD);
  vi.advanceTimersByTime(1000);
  expect(screen).toContain('vod  vod  hls.js hls  wireguard    prepares\n0 recorded, 0 rejected, 1 to go\n');
  progress.begun(VOD, { latest: () => sample });
  vi.advanceTimersByTime(8000);
  expect(screen).toMatch(/vod {2}vod {2}hls\.js hls {2}wireguard {2}12 s ahead, 0\.5 s stalled {2}12 s left\n0 recorded, 0 rejected, 1 to go, about a minute left\n$/);
  progress.ended(VOD);
  progress.close();
  expect(screen.endsWith('\u001b[2A\u001b[J')).toBe(true);
});

test('lines are cut to the terminal', () => {
  const lines = progressTable([{ condition: VOD, begun: null, client: null }], 0, 'x'.repeat(50), 20);
  expect(lines.map((line) => line.length)).toEqual([19, 19]);
});
