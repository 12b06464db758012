import { beforeAll, expect, test } from 'vitest';
import { createTheme } from '../palette/theme.ts';
import { type DetailView, detailLines } from './detail-lines.ts';
import { kernels, type Recorded, recorded } from './recorded.fixture.ts';

const theme = createTheme(false, true);
let live: Recorded;
beforeAll(async () => {
  live = await recorded('pair_live4_hls_wg_p86.pcap.gz', 100);
});

function view(of: Recorded, changes: Partial<DetailView>): DetailView {
  return { flow: of.flow, revision: of.flow.revision, events: of.events, now: of.now, kernels, windowSeconds: 120, theme, width: 80, height: 22, ...changes };
}

test('a pane of 80 × 22 holds everything about a flow', () => {
  const text = detailLines(view(live, {})).join('\n');
  expect(text).toMatch(/^● live broadcast \d\d % {2}since \d\d:\d\d:\d\d \(1m4\ds\) +\n172\.31\.1\.2:41831 → 172\.31\.1\.1:1194 {2}UDP WireGuard +\nclient certain · /);
  expect(text).toMatch(/\nDOWNLINK {2}bytes a second, \d+ peaks 4 s apart +\n[^\n]*▾/);
  expect(text).toMatch(/\nPROBABILITY {2}● live {2}■ vod {2}◇ other +SPECTRUM {2}most at 0\.25 Hz, every 4\.0 s/);
  expect(text).toMatch(/\nWHY LIVE {2}\+ speaks for it, - against +EVENTS/);
  expect(text).toContain('+ asks for a small file every 4.0 s');
  expect(text).toMatch(/\d\d:\d\d:\d\d {2}judged live broadcast \d\d %/);
});

test('every line is as wide as the pane, and there are as many as it is high', () => {
  for (const unicode of [true, false]) {
    for (const [width, height] of [[20, 4], [40, 10], [60, 12], [71, 46], [72, 14], [80, 22], [100, 36], [160, 50], [1, 1], [0, 0]] as const) {
      const lines = detailLines(view(live, { width, height, theme: createTheme(false, unicode) }));
      expect(lines.map((line) => line.length), `${width} × ${height}`).toEqual(Array<number>(height).fill(width));
      if (!unicode) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
    }
  }
});

test('in a small pane what matters most is left', () => {
  const text = detailLines(view(live, { width: 60, height: 12 })).join('\n');
  expect(text).toMatch(/live broadcast[\s\S]*DOWNLINK[\s\S]*WHY LIVE/);
  expect(text).not.toContain('SPECTRUM');
});

test('before the first verdict it says so', async () => {
  const young = await recorded('pair_vod4_hls_wg_p86.pcap.gz', 6);
  const text = detailLines(view(young, { height: 40, width: 70 })).join('\n');
  expect(text).toMatch(/^\? no verdict yet {2}[67]s seen/);
  expect(text).toContain('client provisional');
  expect(text).toContain('nothing judged yet');
  expect(text).toContain('too short for a spectrum');
});

test('a pause says nothing about what it interrupts, and the verdict keeps its reasons', async () => {
  const paused = await recorded('pair_vod4_hls_wg_p86.pcap.gz', 150);
  const text = detailLines(view(paused, { height: 46, width: 100 })).join('\n');
  expect(text).toMatch(/^■ vod \d\d %/);
  expect(text).toMatch(/WHY VOD.*\n\+ asks for a small file in none of the segments/);
});

test('addresses are masked everywhere', async () => {
  const masked = await recorded('pair_live4_hls_wg_p86.pcap.gz', 100, (address) => (address === '172.31.1.2' ? 'host-1' : 'host-2'));
  const text = detailLines(view(masked, { height: 46 })).join('\n');
  expect(text).toContain('host-1:41831 → host-2:1194');
  expect(text).not.toContain('172.31');
});

test('what is fetched from elsewhere is waited for, and its words cannot steer the terminal', () => {
  const { flow } = live;
  const absent = { ...view(live, {}).flow, start: flow.start, bytesDown: 0, revision: 0, downlink: () => new Float64Array(120), about: () => null };
  expect(detailLines(view(live, { flow: absent }))[0]).toContain('waiting for the server');
  const hostile = { ...absent, about: (now: number) => {
    const told = flow.about(now);
    return { ...told, flow: { ...told.flow, client: 'a\u001b[2Jb' }, reasons: [{ feature: 'x', value: 1, effect: 1, text: 'says \u001b]0;title\u0007 \u202e\u009b31m' }] };
  } };
  const text = detailLines(view(live, { flow: hostile, height: 40 })).join('\n');
  expect(text).toContain('a?[2Jb');
  expect(text).toContain('says ?]0;title? ??31m');
});
