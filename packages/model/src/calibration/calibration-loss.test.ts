import { expect, test } from 'vitest';
import { Random } from '../forest/random.ts';
import { calibrationLoss, calibrationRows } from './calibration-loss.ts';

const random = Random.fromSeed(5);
const probabilities = Float64Array.from({ length: 20 * 3 }, () => random.unit());
const labels = Uint8Array.from({ length: 20 }, () => random.below(3));
const rows = calibrationRows(probabilities, labels, 3);
const at = Float64Array.of(1.3, 0.2, -0.4, 0.1);

/** `parameters` with one of them moved. */
const moved = (i: number, by: number) => at.map((value, j) => (i === j ? value + by : value));

test('the gradient is the slope of the value', () => {
  const { gradient } = calibrationLoss(rows, at, 0.5);
  gradient.forEach((slope, i) => {
    const difference = calibrationLoss(rows, moved(i, 1e-5), 0.5).value - calibrationLoss(rows, moved(i, -1e-5), 0.5).value;
    expect(difference / 2e-5).toBeCloseTo(slope, 6);
  });
});

test('the lower triangle of the Hessian is the slope of the gradient', () => {
  const { hessian } = calibrationLoss(rows, at, 0.5);
  for (let i = 0; i < 4; i++) {
    const [up, down] = [1e-5, -1e-5].map((by) => calibrationLoss(rows, moved(i, by), 0.5).gradient);
    for (let j = i; j < 4; j++) expect((up![j]! - down![j]!) / 2e-5).toBeCloseTo(hessian[j * 4 + i]!, 5);
  }
});

test('by hand: one row of even odds costs ln 2, the ridge half a square', () => {
  const one = calibrationRows(Float64Array.of(0.5, 0.5), Uint8Array.of(0), 2);
  expect(calibrationLoss(one, Float64Array.of(1, 0, 0), 1).value).toBeCloseTo(Math.log(2), 14);
  expect(calibrationLoss(one, Float64Array.of(3, 0, 0), 1).value).toBeCloseTo(Math.log(2) + 2, 14);
});
