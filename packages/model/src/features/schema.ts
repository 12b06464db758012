import { sha256 } from '@noble/hashes/sha2.js';

/** What a column of numbers is: the names, in order, that an extractor fills, and what they mean. */
export interface FeatureSchema {
  readonly name: string;
  /** Counts changes of meaning: raised whenever a value can change though no name does. */
  readonly version: number;
  readonly features: readonly Feature[];
}

export interface Feature {
  /** snake_case, unique within its schema. */
  readonly name: string;
  /** `s`, `Hz`, `%` …; `1` for ratios, shares and counts. */
  readonly unit: string;
  /** What it measures, and why it should hold for every provider. */
  readonly description: string;
}

/** What a trained model remembers of the schema it was trained with. */
export interface SchemaReference {
  readonly features: readonly string[];
  readonly schemaHash: string;
}

/** The names of a schema's features, in order. */
export function featureNames(schema: FeatureSchema): string[] {
  return schema.features.map((feature) => feature.name);
}

/**
 * SHA-256 (64 hex digits) over the schema's name and version and every feature's name and unit, in order.
 * Descriptions may be reworded without making models useless.
 */
export function schemaHash(schema: FeatureSchema): string {
  const definition = [schema.name, schema.version, schema.features.map(({ name, unit }) => [name, unit])];
  const digest = sha256(new TextEncoder().encode(JSON.stringify(definition)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Null if a model's reference fits the schema; otherwise one sentence that says which feature differs, and how.
 * Where names, number and order agree but the hash does not, the definitions themselves have changed.
 */
export function diffSchemas(schema: FeatureSchema, found: SchemaReference): string | null {
  const expected = featureNames(schema);
  if (found.schemaHash === schemaHash(schema)) return null;
  const length = Math.max(expected.length, found.features.length);
  for (let i = 0; i < length; i++) {
    const [want, have] = [expected[i], found.features[i]];
    if (want === have) continue;
    if (have === undefined) return `${schema.name}: feature ${i + 1} is missing, expected ${want}`;
    if (want === undefined) return `${schema.name}: feature ${i + 1}, ${have}, is one too many, expected ${expected.length}`;
    return `${schema.name}: feature ${i + 1} is ${have}, expected ${want}`;
  }
  return `${schema.name}: the features have the expected names, but other definitions: schema ${found.schemaHash.slice(0, 12)}…, `
    + `expected ${schemaHash(schema).slice(0, 12)}… (version ${schema.version})`;
}
