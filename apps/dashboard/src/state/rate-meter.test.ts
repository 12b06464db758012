import { expect, test } from 'vitest';
import { RateMeter } from './rate-meter.ts';

test('rates are those of the last ten seconds of the stream', () => {
  const meter = new RateMeter();
  expect(meter.rates).toEqual({ packets: 0, bits: 0 });
  for (let time = 0; time <= 60_000; time += 100) meter.add({ time, packets: time < 40_000 ? time : 2 * time - 40_000, bytes: time });
  expect(meter.rates.packets).toBeCloseTo(2000);
  expect(meter.rates.bits).toBeCloseTo(8000);
});

test('silence lets them fall, and a step of the clock backwards begins anew', () => {
  const meter = new RateMeter();
  for (let time = 0; time <= 20_000; time += 500) meter.add({ time, packets: time, bytes: 0 });
  meter.add({ time: 40_000, packets: 20_000, bytes: 0 });
  expect(meter.rates.packets).toBe(0);
  meter.add({ time: 5000, packets: 20_000, bytes: 0 });
  expect(meter.rates.packets).toBe(0);
  meter.add({ time: 7000, packets: 20_600, bytes: 0 });
  expect(meter.rates.packets).toBe(300);
});

test('before the first packet there is no time', () => {
  const meter = new RateMeter();
  meter.add({ time: -Infinity, packets: 0, bytes: 0 });
  meter.add({ time: 1000, packets: 5, bytes: 0 });
  meter.add({ time: 3000, packets: 25, bytes: 0 });
  expect(meter.rates.packets).toBe(10);
});
