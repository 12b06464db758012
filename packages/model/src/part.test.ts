import { expect, test } from 'vitest';
import { handMadePart } from './hand-made-part.fixture.ts';
import type { Model } from './model.ts';
import { ModelError } from './model-file/model-error.ts';
import { partFor } from './part.ts';

const part = handMadePart();
const model: Model = {
  name: 'three',
  seed: 1,
  parts: [10, 30, 60].map((windowSeconds) => ({ ...part, windowSeconds })),
  training: { trainer: 'none', manifests: [], captures: 0, windows: 0, groups: 0 },
};

test.each([[1, 10], [10, 10], [17, 10], [18, 30], [30, 30], [42, 30], [43, 60], [3600, 60]])('windows of %i s are judged by the part for %i s', (seconds, expected) => {
  expect(partFor(model, 'packet', seconds).windowSeconds).toBe(expected);
});

test('of the resolution asked for alone', () => {
  const second = { ...part, resolution: 'second' as const, windowSeconds: 10 };
  expect(partFor({ ...model, parts: [...model.parts, second] }, 'second', 60)).toBe(second);
});

test('a resolution without a part is a mismatch that names the model and what it has', () => {
  const refusal = (expected: string, found: string, parts = model.parts) => {
    const act = () => partFor({ ...model, parts }, 'second', 60);
    expect(act).toThrow(ModelError);
    expect(act).toThrow(expect.objectContaining({ kind: 'mismatch', message: `model three: expected ${expected}, found ${found}` }));
  };
  refusal('a part for captures of second resolution', 'parts for: packet');
  refusal('a part for captures of second resolution', 'parts for: none', []);
});
