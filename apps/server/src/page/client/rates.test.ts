import { expect, test } from 'vitest';
import { RateMeter } from './rates.ts';

const at = (second: number, packets: number) => ({ time: new Date(1000 * second).toISOString(), packets, bytes: 1000 * packets });

test('rates are means over the last ten seconds of the stream', () => {
  const meter = new RateMeter();
  expect(meter.add({ time: null, packets: 0, bytes: 0 })).toBeNull();
  expect(meter.add(at(0, 0))).toBeNull();
  expect(meter.add(at(2, 20))).toEqual({ packets: 10, bits: 80_000 });
  for (let second = 4; second <= 40; second += 2) meter.add(at(second, 20));
  expect(meter.add(at(42, 30))).toEqual({ packets: 1, bits: 8000 });
});

test('a step backwards begins anew', () => {
  const meter = new RateMeter();
  meter.add(at(100, 10));
  expect(meter.add(at(50, 20))).toBeNull();
  expect(meter.add(at(51, 30))).toEqual({ packets: 10, bits: 80_000 });
});
