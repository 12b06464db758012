import { expect, test } from 'vitest';
import type { Condition } from '../plan/condition.ts';
import { PAIR, VOD } from '../plan/conditions.fixture.ts';
import { manifestText } from './manifest.ts';
import { recordOf } from './record.fixture.ts';

function rowOf(condition: Condition): Record<string, string> {
  const [header, row] = manifestText([recordOf(condition)]).trimEnd().split('\n').map((line) => line.split(','));
  expect(row).toHaveLength(header!.length);
  return Object.fromEntries(header!.map((name, i) => [name, row![i]!]));
}

test('has every condition as a column, and what training groups by', () => {
  const row = rowOf(PAIR[0]);
  expect(row).toMatchObject({ file: 'captures/p-live.csv.gz', label: 'live', pair: 'p', session: 'p', player: 'hls.js', delivery: 'hls', provider: 'hls.js+hls', collector: 'testbed' });
  expect(row).toMatchObject({ segment_s: '2', audio: 'separate', tunnel: 'wireguard', cipher: '', mtu: '1420', down_mbit: '20', rtt_ms: '30', loss_pct: '0', congestion: 'cubic' });
  expect(row).toMatchObject({ signature_b: '1200', signed: 'folder', http: '2', top_rung: '2', buffer_s: '', seed: '7', set: 'train', resolution: 'packet', duration_s: '20', packets: '1000' });
});

test('differs within a pair by file, label and liveness alone', () => {
  const [live, vod] = PAIR.map(rowOf);
  expect(Object.keys(live!).filter((name) => live![name] !== vod![name])).toEqual(['file', 'label']);
});

test('tells what goes on beside the video, and what the viewer does', () => {
  const busy: Condition = {
    ...VOD,
    background: { browseThinkSeconds: 20, chatPerMinute: 6, telemetrySeconds: 10 },
    activity: { ...VOD.activity, viewer: [{ does: 'seek', at: 5, by: -10 }, { does: 'pause', at: 9.5, for: 4 }] } as Condition['activity'],
    link: { ...VOD.link, rateSteps: [{ at: 8, downMbit: 4 }] },
  };
  expect(rowOf(busy)).toMatchObject({ background: 'browse:20s chat:6/min telemetry:10s', viewer: 'seek@5:-10 pause@9.5:4', rate_steps: '8:4' });
});

test.each([
  [{ kind: 'call', direction: 'both', maxKbit: 900 }, { label: 'call', player: 'chromium', delivery: 'webrtc-both', settings: '900kbit', segment_s: '' }],
  [{ kind: 'audio', live: true, protocol: 'stream', kbit: 128 }, { label: 'audio', player: 'chromium', delivery: 'audio-stream', settings: 'live 128kbit', segment_s: '', title: '1' }],
  [{ kind: 'audio', live: true, protocol: 'hls', kbit: 64 }, { player: 'light-hls.js', provider: 'light-hls.js+audio-hls', segment_s: '6', signed: 'folder' }],
  [{ kind: 'browse', thinkSeconds: 4 }, { label: 'browse', delivery: 'browse', provider: 'browse' }],
  [{ kind: 'download', megabytes: 9, pauseSeconds: 5 }, { label: 'browse', delivery: 'download', settings: '9MB pause:5s' }],
  [{ kind: 'idle' }, { label: 'idle', delivery: 'idle', session: 'vod' }],
] as const)('%o', (activity, row) => {
  expect(rowOf({ ...VOD, activity })).toMatchObject(row);
});

test('comes in order of id, quoted where it must be', () => {
  const text = manifestText([recordOf({ ...VOD, id: 'b' }), recordOf({ ...VOD, id: 'a', pair: 'x, "y"' })]);
  expect(text.split('\n').slice(1, 3).map((line) => line.slice(0, 36))).toEqual(['captures/a.csv.gz,vod,"x, ""y""",hls', 'captures/b.csv.gz,vod,,hls.js,hls,2,']);
});
