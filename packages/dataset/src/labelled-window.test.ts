import { expect, test } from 'vitest';
import { captureOf, LIVE, VOD } from './labelled-capture.fixture.ts';
import { windowsOf } from './labelled-window.ts';

test('windows of one length, capture by capture in order of time, with what their capture is', () => {
  const captures = [captureOf('a', 'live', LIVE), captureOf('b', 'vod', VOD, {}, 1)];
  expect(windowsOf(captures, 30).map(({ capture, outcome, start, seconds }) => [capture, outcome, start, seconds])).toEqual([
    [0, 'broadcast', 0, 30], [0, 'broadcast', 30, 30], [0, 'broadcast', 60, 30], [0, 'broadcast', 90, 30], [1, 'vod', 0, 30], [1, 'vod', 30, 30],
  ]);
  expect(windowsOf(captures, 60)[2]!.liveness).toBe(captures[1]!.record.windows.at(-1)!.liveness);
  expect(windowsOf(captures, 20)).toEqual([]);
});

test('pauses are left out: no model is asked about them', () => {
  const capture = captureOf('a', 'vod', VOD);
  const windows = capture.record.windows.map((window, i) => (i === 0 ? captureOf('b', 'vod', { ...VOD, rate_down: 2, rate_up: 2 }).record.windows[0]! : window));
  const [first] = windows;
  expect(windowsOf([capture], first!.seconds)).toHaveLength(windowsOf([{ ...capture, record: { ...capture.record, windows } }], first!.seconds).length + 1);
});
