import { loadKernels } from '@tunnelscope/core';
import { ENGINES } from '@tunnelscope/core/kernels';
import { expect, test } from 'vitest';
import { Random } from './forest/random.ts';
import { trainForest } from './forest/train.ts';
import type { Model, Stage } from './model.ts';
import { ModelError } from './model-file/model-error.ts';
import { checkSchemas, decodeModel, encodeModel } from './model-file.ts';

function stage(classes: readonly string[], seed: number, trees = 3): Stage {
  const features = ['cv', 'poll'];
  const random = Random.fromSeed(seed);
  const rows = 30;
  const values = Float32Array.from({ length: rows * 2 }, () => random.unit());
  const labels = Uint8Array.from({ length: rows }, () => random.below(classes.length));
  const data = { features: values, rows, columns: 2, labels, classes: classes.length };
  return {
    features,
    schemaHash: 'f'.repeat(64),
    classes,
    forest: trainForest({ ...data, trees, seed, kind: 'extra-trees', minLeafRows: 4 }).forest,
    calibration: { slope: 0.9, bias: Float64Array.from(classes, (_, c) => c / 3 - 0.1) },
    median: Float32Array.of(0.5, 0.25),
    low: Float32Array.of(-0, 0.001),
    high: Float32Array.of(1, 0.999),
  };
}

const rule = (least: number) => ({ least: { live: least, vod: 2, other: 0 }, risk: { live: 0.15, vod: 1 / 3, other: 1 } });

const model: Model = {
  name: 'small – für Tests',
  seed: 7,
  parts: [
    { resolution: 'packet', windowSeconds: 60, kind: stage(['video', 'call', 'audio', 'other'], 1), liveness: stage(['live', 'vod'], 2), rule: rule(0.1 + 0.2) },
    { resolution: 'second', windowSeconds: 10, kind: stage(['video', 'other'], 3), liveness: stage(['live', 'vod'], 4), rule: rule(0.5) },
  ],
  training: { trainer: 'extra-trees', manifests: [{ name: 'm.csv', sha256: '0'.repeat(64) }], captures: 3, windows: 30, groups: 3 },
};

test('decodes what it encoded, and encodes that to the same bytes', () => {
  const bytes = encodeModel(model);
  const { hash, ...decoded } = decodeModel(bytes);
  expect(decoded).toEqual(model);
  expect(encodeModel(decoded)).toEqual(bytes);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(decodeModel(encodeModel({ ...model, seed: 8 })).hash).not.toBe(hash);
});

test('reads bytes that are not aligned in memory', () => {
  const bytes = encodeModel(model);
  const shifted = new Uint8Array(bytes.length + 1).subarray(1);
  shifted.set(bytes);
  expect(decodeModel(shifted)).toEqual(decodeModel(bytes));
});

test.each(ENGINES)('a decoded forest answers as the trained one: %s', async (engine) => {
  const kernels = await loadKernels(engine);
  const decoded = decodeModel(encodeModel(model));
  const random = Random.fromSeed(9);
  const rows = Float32Array.from({ length: 400 }, () => random.unit());
  model.parts.forEach((part, index) => {
    for (const name of ['kind', 'liveness'] as const) {
      const answer = kernels.evaluateForest(decoded.parts[index]![name].forest, rows);
      expect(answer).toEqual(kernels.evaluateForest(part[name].forest, rows));
    }
  });
});

const small = encodeModel({ ...model, parts: [{ ...model.parts[0]!, kind: stage(['video', 'other'], 5, 1), liveness: stage(['live', 'vod'], 6, 1) }] });

test('refuses the file with any one bit of any byte flipped', () => {
  const taken: number[] = [];
  for (let at = 0; at < small.length; at++) {
    const bytes = small.slice();
    bytes[at]! ^= 1 << (at % 8);
    try {
      decodeModel(bytes);
      taken.push(at);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
    }
  }
  expect(taken).toEqual([]);
});

test('refuses the file cut anywhere, naming it', () => {
  for (let length = 0; length < small.length; length++) {
    expect(() => decodeModel(small.subarray(0, length), 'cut.model')).toThrow(
      expect.objectContaining({ kind: 'corrupt', message: expect.stringMatching(/^cut\.model: (magic|length) at byte \d+: expected .+, found /) }),
    );
  }
});

test('refuses to encode a stage whose parts do not fit together', () => {
  const part = model.parts[0]!;
  const encode = (change: Partial<Stage>) => () => encodeModel({ ...model, parts: [{ ...part, liveness: { ...part.liveness, ...change } }] });
  expect(encode({ features: ['cv'] })).toThrow('0.liveness, columns of the forest: expected 1, found 2');
  expect(encode({ classes: ['live'] })).toThrow('0.liveness, classes of the forest: expected 1, found 2');
  expect(encode({ median: new Float32Array(3) })).toThrow('0.liveness, median: expected 2, found 3');
  expect(encode({ calibration: { slope: 1, bias: new Float64Array(1) } })).toThrow('biases of the calibration');
});

test('a model for other features is a mismatch that says which', () => {
  expect(() => checkSchemas(model, () => null)).not.toThrow();
  const differs = () => checkSchemas(model, (part, name) => (part.resolution === 'second' && name === 'kind' ? 'feature 2 is poll' : null), 'a.model');
  expect(differs).toThrow(
    expect.objectContaining({
      kind: 'mismatch',
      message: 'a.model: kind of windows of 10 s, second resolution: expected the features of this version (train it again with it), found feature 2 is poll',
    }),
  );
});

test('100 trees of about 60 leaves take less than 100 kB', () => {
  const random = Random.fromSeed(1);
  const rows = 600;
  const features = Float32Array.from({ length: rows * 10 }, () => random.unit());
  const labels = Uint8Array.from({ length: rows }, () => random.below(4));
  const { forest } = trainForest({ features, rows, columns: 10, labels, classes: 4, trees: 100, seed: 1, kind: 'extra-trees', minLeafRows: 5 });
  expect(forest.left.length).toBeGreaterThan(100 * 119);
  const liveness = { ...stage(['a', 'b', 'c', 'd'], 1), forest, features: Array.from({ length: 10 }, (_, i) => `f${i}`) };
  const ranges = { median: new Float32Array(10), low: new Float32Array(10), high: new Float32Array(10) };
  const bytes = encodeModel({ ...model, parts: [{ ...model.parts[0]!, liveness: { ...liveness, ...ranges } }] });
  const perNode = bytes.length / forest.left.length;
  expect(perNode).toBeLessThan(100_000 / (100 * 119));
});
