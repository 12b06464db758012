import { describe, expect, test } from 'vitest';
import { Random } from '../forest/random.ts';
import { calibrate } from './calibrate.ts';
import { fitCalibration } from './fit-calibration.ts';

/** Rows whose classes are drawn from softmax(slope · ln p + bias) of their probabilities p. */
function drawn(rows: number, slope: number, bias: readonly number[], seed: number) {
  const random = Random.fromSeed(seed);
  const classes = bias.length;
  const probabilities = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const parts = bias.map(() => 0.05 + random.unit());
    const sum = parts.reduce((a, b) => a + b);
    probabilities.set(parts.map((part) => part / sum), row * classes);
  }
  const truth = calibrate({ slope, bias: Float64Array.from(bias) }, probabilities);
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    let rest = random.unit();
    for (let c = 0; c < classes - 1; c++) {
      rest -= truth[row * classes + c]!;
      if (rest < 0) return c;
    }
    return classes - 1;
  });
  return { probabilities, labels, classes };
}

const fitted = ({ probabilities, labels, classes }: ReturnType<typeof drawn>) =>
  fitCalibration(probabilities, labels, classes);

describe('fitCalibration', () => {
  test.each([
    [1, [0, 0]],
    [2, [0.5, -0.5]],
    [0.3, [0.4, 0.1, -0.5]],
  ])('finds the slope %f and bias %o that the labels were drawn with', (slope, bias) => {
    const found = fitted(drawn(20_000, slope, bias, 1));
    expect(Math.abs(found.slope - slope)).toBeLessThan(0.1);
    bias.forEach((value, c) => {
      expect(Math.abs(found.bias[c]! - value)).toBeLessThan(0.1);
    });
  });

  test('no rows leave the probabilities as they are', () => {
    expect(fitCalibration(new Float64Array(0), new Uint8Array(0), 2)).toEqual({
      slope: 1,
      bias: Float64Array.of(0, 0),
    });
  });

  test('separable predictions do not become certain', () => {
    const probabilities = Float64Array.from({ length: 80 }, (_, i) => ((i >> 1) % 2 === i % 2 ? 1 : 0));
    const labels = Uint8Array.from({ length: 40 }, (_, row) => row % 2);
    const calibration = fitCalibration(probabilities, labels, 2);
    expect(calibration.slope).toBeLessThan(1.5);
    expect(Math.max(...calibrate(calibration, probabilities))).toBeLessThan(0.9999);
  });

  test('predictions that point the wrong way are ignored, not turned round', () => {
    const calibration = fitted(drawn(2000, -1, [0.5, -0.5], 3));
    expect(calibration.slope).toBe(0);
    const [first] = calibrate(calibration, Float64Array.of(0.01, 0.99));
    // The share of the first class: softmax of the biases, as the probabilities say nothing.
    expect(first).toBeGreaterThan(0.6);
  });

  test('gives the same bits each time', () => {
    const data = drawn(300, 0.7, [0.1, 0, -0.1], 4);
    expect(fitted(data)).toEqual(fitted(data));
  });

  test.each([
    [{ probabilities: new Float64Array(3) }, 'probabilities: expected 2 × 2, found 3'],
    [{ probabilities: Float64Array.of(0.5, 0.5, NaN, 0) }, 'probabilities, row 1: expected 0 to 1, found NaN'],
    [{ labels: Uint8Array.of(0, 2) }, 'labels, row 1: expected a class of 0 to 1, found 2'],
    [{ labels: Uint8Array.of(0) }, 'probabilities: expected 1 × 2, found 4'],
  ])('refuses %o', (change, message) => {
    const data = { probabilities: Float64Array.of(0.5, 0.5, 1, 0), labels: Uint8Array.of(0, 1), classes: 2 };
    expect(() => fitted({ ...data, ...change })).toThrow(message);
  });
});
