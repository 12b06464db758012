import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_MODEL_URL, loadDefaultModel } from './default.ts';
import { diffSchemas } from './features/schema.ts';
import { inputsOf } from './judge.ts';
import { checkSchemas, encodeModel } from './model-file.ts';

const model = await loadDefaultModel();

test('has parts for windows of 5, 10, 30 and 60 s at both resolutions', () => {
  expect(model.parts.map(({ resolution, windowSeconds }) => [resolution, windowSeconds])).toEqual([
    ...[5, 10, 30, 60].map((seconds) => ['packet', seconds]), ...[5, 10, 30, 60].map((seconds) => ['second', seconds]),
  ]);
});

test('was trained on the features of this version', () => {
  expect(() => checkSchemas(model, (part, stage) => diffSchemas(inputsOf(stage, part.resolution).schema, part[stage]))).not.toThrow();
});

test('its ranges and medians are numbers in order', () => {
  for (const part of model.parts) {
    for (const { features, low, median, high } of [part.kind, part.liveness]) {
      for (const [i, feature] of features.entries()) {
        expect(low[i], feature).toBeLessThanOrEqual(median[i]!);
        expect(median[i], feature).toBeLessThanOrEqual(high[i]!);
      }
    }
  }
});

test('is the file byte for byte, and its card names its content hash', () => {
  const { hash, ...content } = model;
  expect(Buffer.from(encodeModel(content)).equals(readFileSync(DEFAULT_MODEL_URL))).toBe(true);
  expect(readFileSync(new URL('default.md', DEFAULT_MODEL_URL), 'utf8')).toContain(`| content hash | \`${hash}\` |`);
});
