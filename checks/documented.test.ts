import { expect, test } from 'vitest';
import { verdictColumns } from '../apps/cli/src/classify/verdict-columns.ts';
import { KIND } from '../packages/model/src/features/kind.ts';
import { LIVENESS_PACKET } from '../packages/model/src/features/packet.ts';
import { type FeatureSchema, featureNames } from '../packages/model/src/features/schema.ts';
import { LIVENESS_SECOND } from '../packages/model/src/features/second.ts';
import { SEED } from '../packages/model/src/features/seed.ts';
import { LABELS } from '../packages/model/src/outcome.ts';
import { readText, REPOSITORY } from './repository.ts';

/** Which of the names a document does not have in code marks. */
function missing(document: string, names: readonly string[]): string[] {
  const text = readText(REPOSITORY, document);
  return names.filter((name) => !text.includes(`\`${name}\``));
}

test.each<[FeatureSchema]>([[LIVENESS_PACKET], [LIVENESS_SECOND], [KIND], [SEED]])('docs/features.md has every feature of $name', (schema) => {
  expect(missing('docs/features.md', featureNames(schema))).toEqual([]);
});

test('docs/formats.md has every column of classify, and every label', () => {
  // Those of the three probabilities stand as one.
  const columns = verdictColumns(true).map(({ name }) => name).filter((name) => !/^probabilities\.(?!live)/.test(name));
  expect(missing('docs/formats.md', [...columns, ...Object.keys(LABELS)])).toEqual([]);
});

test('a name that a document lacks is found', () => {
  expect(missing('docs/features.md', ['poll_evidence', 'no_such_feature'])).toEqual(['no_such_feature']);
});
