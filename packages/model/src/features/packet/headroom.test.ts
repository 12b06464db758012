import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import { linkHeadroom } from './headroom.ts';

describe.each(ENGINES)('%s', async (engine) => {
  const kernels = await loadKernels(engine);
  /** Downlink packets of 1,000 bytes at these times, in seconds. */
  const headroom = (seconds: number, ...times: number[]) => linkHeadroom({
    time: Float64Array.from(times).sort(), size: new Uint16Array(times.length).fill(1000), down: new Uint8Array(times.length).fill(1), seconds,
  }, kernels);
  const every = (step: number, until: number) => Array.from({ length: Math.round(until / step) }, (_, i) => i * step + step / 2);

  test('a full link has none to spare', () => expect(headroom(10, ...every(0.01, 10))).toBeCloseTo(1, 12));

  test('the same bytes in a fifth of the time have five times as much', () => {
    expect(headroom(10, ...every(0.01, 10).filter((time) => time % 1 < 0.2))).toBeCloseTo(5, 12);
  });

  test('one full tenth of a second among a hundred is no peak', () => {
    expect(headroom(10, ...every(0.1, 10), ...every(0.001, 0.1).map((time) => 5 + time))).toBeCloseTo(1 / 2, 12);
  });

  test('nothing has none', () => expect(headroom(10)).toBe(0));
  test('a window shorter than a tenth of a second is one bin', () => expect(headroom(0.05, 0.01)).toBe(1));
  test('the uplink does not count', () => {
    expect(linkHeadroom({ time: Float64Array.of(1), size: Uint16Array.of(1400), down: Uint8Array.of(0), seconds: 10 }, kernels)).toBe(0);
  });
});
