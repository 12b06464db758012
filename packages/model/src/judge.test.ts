import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { describe, expect, test } from 'vitest';
import { loadDefaultModel } from './default.ts';
import { KIND_INPUTS, PACKET_INPUTS, SECOND_INPUTS } from './features/inputs.ts';
import { featureNames } from './features/schema.ts';
import { Random } from './forest/random.ts';
import { handMadePart, windowWith } from './hand-made-part.fixture.ts';
import { inputsOf, judgeInputs, judgeWindows, stageProbabilities } from './judge.ts';
import { OUTCOMES } from './outcome.ts';

const VIDEO = { packet_size_down: 1000, longest_gap: 1 };
const PAUSING = { packet_size_down: 1000, longest_gap: 5 };
const CALL = { packet_size_down: 300, longest_gap: 1 };

test('each stage has its own inputs at each resolution', () => {
  expect([inputsOf('kind', 'packet'), inputsOf('kind', 'second')]).toEqual([KIND_INPUTS, KIND_INPUTS]);
  expect([inputsOf('liveness', 'packet'), inputsOf('liveness', 'second')]).toEqual([PACKET_INPUTS, SECOND_INPUTS]);
});

describe.each(ENGINES)('%s', async (engine) => {
  const kernels = await loadKernels(engine);
  const rows = (table: Float64Array) => Array.from({ length: table.length / OUTCOMES.length }, (_, row) => [...table.subarray(row * OUTCOMES.length, (row + 1) * OUTCOMES.length)]);
  const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12));

  test('the probability of video is divided between broadcast and VOD, calls, audio and other keep theirs', () => {
    const [video, pausing, call] = rows(judgeWindows(handMadePart(), [windowWith(VIDEO), windowWith(PAUSING), windowWith(CALL)], kernels));
    expect(video).toEqual(close([0.75 * 0.875, 0.75 * 0.125, 0.125, 0.0625, 0.0625]));
    expect(pausing).toEqual(close([0.75 * 0.25, 0.75 * 0.75, 0.125, 0.0625, 0.0625]));
    expect(call).toEqual(close([0.125 * 0.875, 0.125 * 0.125, 0.625, 0.125, 0.125]));
  });

  test('no windows have no rows', () => expect(judgeWindows(handMadePart(), [], kernels)).toEqual(new Float64Array(0)));

  test('classes are found by name, and one that the model never saw has probability 0', () => {
    const part = handMadePart();
    const { forest } = part.kind;
    const swapped = { ...part, liveness: { ...part.liveness, classes: ['vod', 'live'] } };
    expect(rows(judgeWindows(swapped, [windowWith(VIDEO)], kernels))[0]).toEqual(close([0.75 * 0.125, 0.75 * 0.875, 0.125, 0.0625, 0.0625]));
    const two = { ...forest, classes: 2, value: Float32Array.of(0, 0, 0.25, 0.75, 0.75, 0.25) };
    const fewer = { ...part, kind: { ...part.kind, classes: ['video', 'other'], forest: two, calibration: { slope: 1, bias: new Float64Array(2) } } };
    expect(rows(judgeWindows(fewer, [windowWith(VIDEO)], kernels))[0]).toEqual(close([0.75 * 0.875, 0.75 * 0.125, 0, 0, 0.25]));
  });

  test('answers are calibrated, calls and audio together', () => {
    const { kind } = handMadePart();
    const stage = { ...kind, calibration: { slope: 2, bias: Float64Array.of(0, Math.log(2), 0, 0) } };
    // Calls and audio as one, which they share two to one.
    const [video, talk, other] = [0.75 ** 2, 2 * 0.1875 ** 2, 0.0625 ** 2];
    const sum = video + talk + other;
    expect([...stageProbabilities(stage, [Float64Array.of(1000, 4, 1)], kernels)]).toEqual(close([video / sum, ((2 / 3) * talk) / sum, talk / 3 / sum, other / sum]));
  });

  test('a row of the wrong length is refused', () => {
    expect(() => judgeInputs(handMadePart(), [new Float64Array(3)], [new Float64Array(9)], kernels)).toThrow(new RangeError('features of row 0: expected 10, found 9'));
    expect(() => stageProbabilities(handMadePart().kind, [new Float64Array(3), new Float64Array(4)], kernels)).toThrow('features of row 1: expected 3, found 4');
  });

  test('every row of the bundled model sums to 1', async () => {
    const random = Random.fromSeed(1);
    for (const part of (await loadDefaultModel()).parts) {
      const inputs = (['kind', 'liveness'] as const).map((stage) =>
        Array.from({ length: 100 }, () => Float64Array.from(featureNames(inputsOf(stage, part.resolution).schema), (_, i) => {
          const { low, high } = part[stage];
          return low[i]! + (high[i]! - low[i]!) * (2 * random.unit() - 0.5);
        })),
      );
      for (const row of rows(judgeInputs(part, inputs[0]!, inputs[1]!, kernels))) {
        expect(row.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...row)).toBeGreaterThan(0);
      }
    }
  });
});
