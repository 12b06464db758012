import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { KIND } from './kind.ts';
import { LIVENESS_PACKET } from './packet.ts';
import { diffSchemas, featureNames, schemaHash } from './schema.ts';
import { LIVENESS_SECOND } from './second.ts';
import { SEED } from './seed.ts';

const small = { name: 'small', version: 1, features: [{ name: 'a', unit: 's', description: 'x' }, { name: 'b', unit: '1', description: 'y' }] };
const reference = (schema: typeof small) => ({ features: featureNames(schema), schemaHash: schemaHash(schema) });

test('the hash is SHA-256 of the definition, and the same in every build', () => {
  expect(schemaHash(small)).toBe(createHash('sha256').update('["small",1,[["a","s"],["b","1"]]]').digest('hex'));
});

test('names, units, order and version change the hash, descriptions do not', () => {
  const [a, b] = small.features;
  const changed = [
    { ...small, version: 2 }, { ...small, features: [b!, a!] }, { ...small, features: [a!] },
    { ...small, features: [{ ...a!, unit: 'ms' }, b!] }, { ...small, features: [{ ...a!, name: 'c' }, b!] },
  ];
  expect(new Set(changed.map(schemaHash).concat(schemaHash(small))).size).toBe(6);
  expect(schemaHash({ ...small, features: [{ ...a!, description: 'z' }, b!] })).toBe(schemaHash(small));
});

test('the difference names the first feature that differs', () => {
  const [a, b] = small.features;
  expect(diffSchemas(small, reference(small))).toBeNull();
  expect(diffSchemas(small, reference({ ...small, features: [b!, a!] }))).toBe('small: feature 1 is b, expected a');
  expect(diffSchemas(small, reference({ ...small, features: [a!] }))).toBe('small: feature 2 is missing, expected b');
  expect(diffSchemas({ ...small, features: [a!] }, reference(small))).toBe('small: feature 2, b, is one too many, expected 1');
  expect(diffSchemas(small, reference({ ...small, version: 2 }))).toMatch(/expected names, but other definitions.*\(version 1\)$/);
});

test.each([LIVENESS_PACKET, LIVENESS_SECOND, KIND, SEED])('$name: names are unique and snake_case, everything is described', ({ features }) => {
  expect(new Set(features.map(({ name }) => name)).size).toBe(features.length);
  for (const { name, unit, description } of features) {
    expect(name).toMatch(/^[a-z][a-zA-Z0-9]*(_[a-zA-Z0-9]+)*$/);
    expect(unit).not.toBe('');
    expect(description.length).toBeGreaterThan(20);
  }
});
