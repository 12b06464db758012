import { fileURLToPath } from 'node:url';
import type { WallClock } from '@tunnelscope/detector/live/clock';
import { expect, test } from 'vitest';
import { printEvents } from './print-events.ts';
import { openSession } from './session.ts';

const CAPTURE = fileURLToPath(new URL('../../../../test-data/recorded/pair_live4_hls_wg_p86.pcap.gz', import.meta.url));

/** The lines of a capture at full speed, while the clock on the wall makes such steps. */
async function linesWith(step: number) {
  let now = 0;
  const clock: WallClock = {
    now: () => {
      now += step;
      return now;
    },
    sleep: () => Promise.resolve(),
  };
  const session = await openSession([CAPTURE], { client: [], engine: 'wasm' }, Infinity);
  const written: string[] = [];
  const output = {
    async write(lines: string) {
      written.push(lines);
    },
  };
  await printEvents(session, new AbortController().signal, output, clock);
  return written.join('').trim().split('\n').map((line) => JSON.parse(line) as { kind: string; packets?: number });
}

test('counters come at the end, and in between where a stream lasts for minutes', async () => {
  const kinds = (await linesWith(0)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'stats')).toHaveLength(1);
  const slow = await linesWith(61_000);
  const stats = slow.filter(({ kind }) => kind === 'stats');
  expect(stats.length).toBeGreaterThan(2);
  expect(stats[0]!.packets).toBeLessThan(stats.at(-1)!.packets!);
  expect(slow.filter(({ kind }) => kind !== 'stats').map(({ kind }) => kind)).toEqual(kinds.filter((kind) => kind !== 'stats'));
});
