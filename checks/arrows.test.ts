import { expect, test } from 'vitest';
import { wrongArrows } from './arrows.ts';
import { REPOSITORY, violation } from './repository.ts';

test('every package has its tag, and the tags allow the arrows of the architecture and no others', () => {
  expect(wrongArrows(REPOSITORY)).toEqual([]);
});

test('a seeded missing tag, missing rule, rule that allows too much and unknown package are found', () => {
  expect(wrongArrows(violation('arrows'))).toEqual([
    'turbo.json: capture may import [core, model] instead of [core]',
    'packages/core/turbo.json: tags [] instead of [core]',
    'turbo.json: no rule for the tag model',
    'packages/stranger: nobody says what it may import',
  ]);
});
