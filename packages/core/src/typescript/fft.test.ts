import { expect, test } from 'vitest';
import { planFft } from '../tables.ts';
import { fft } from './fft.ts';

/** The definition, in n² steps. */
function slowTransform(re: Float64Array, im: Float64Array): { re: Float64Array; im: Float64Array } {
  const n = re.length;
  const cos = Float64Array.from({ length: n }, (_, i) => Math.cos((2 * Math.PI * i) / n));
  const sin = Float64Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * i) / n));
  const out = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const turn = (i * k) % n;
      out.re[k]! += re[i]! * cos[turn]! + im[i]! * sin[turn]!;
      out.im[k]! += im[i]! * cos[turn]! - re[i]! * sin[turn]!;
    }
  }
  return out;
}

test('transforms every length as its definition does', () => {
  const lengths = [...Array.from({ length: 200 }, (_, i) => i + 1), 243, 256, 343, 499, 500, 625, 720, 1009, 1024, 2 * 53 * 3, 47 * 43, 53 * 59];
  for (const length of lengths) {
    const plan = planFft(length);
    const room = () => new Float64Array(plan.space);
    const buffers = { re: room(), im: room(), workRe: room(), workIm: room() };
    for (let i = 0; i < length; i++) {
      buffers.re[i] = ((i * 7919) % 127) / 127 - 0.5;
      buffers.im[i] = ((i * 104729) % 131) / 131 - 0.5;
    }
    const expected = slowTransform(buffers.re.slice(0, length), buffers.im.slice(0, length));
    const { re, im } = fft(plan, buffers);
    for (let k = 0; k < length; k++) {
      const error = Math.hypot(re[k]! - expected.re[k]!, im[k]! - expected.im[k]!);
      if (!(error < 1e-13 * length)) expect.fail(`length ${length}, frequency ${k}: off by ${error}`);
    }
  }
});

test('a length with a large prime factor is a convolution, others are passes', () => {
  expect([...planFft(500).radices]).toEqual([4, 5, 5, 5]);
  expect([...planFft(2 * 3 * 47).radices]).toEqual([2, 3, 47]);
  expect(planFft(47).chirp).toBeUndefined();
  expect(planFft(106).chirp?.inner.length).toBe(256);
});
