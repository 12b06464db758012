/**
 * Compares the seed features of whole captures, as the pipeline measures them, with reference values: integers must be
 * equal, other numbers agree to a relative 1e-9, and what is null must be null.
 *
 *   node scripts/compare-seed-features.ts DATA_FOLDER REFERENCE.json
 *
 * REFERENCE.json: {file: {feature: value}}, files as in DATA_FOLDER/manifest.csv, by scipy (see test-data/README.md).
 * Exit code 1 if a value differs, 2 for wrong usage.
 */
import { loadKernels } from '../packages/core/src/load.ts';
import { featureNames } from '../packages/model/src/features/schema.ts';
import { SEED, type SeedFeatures } from '../packages/model/src/features/seed.ts';
import { VERDICT_WINDOWS } from '../packages/detector/src/window-plan.ts';
import { Comparison } from './compare-features/comparison.ts';
import { folderAndReference } from './compare-features/folder-and-reference.ts';
import { capturePath, primaryRecord } from './compare-features/primary-record.ts';

const { folder, reference } = await folderAndReference<Record<string, number | null>>('compare-seed-features');
const kernels = await loadKernels('wasm');
const comparison = new Comparison();
for (const [file, expected] of Object.entries(reference)) {
  const { seed } = await primaryRecord(capturePath(folder, file), { kernels, plan: VERDICT_WINDOWS, clientOf: () => null, seed: true });
  // The reference leaves out what is not defined for a capture.
  for (const name of featureNames(SEED)) comparison.add(`${file} ${name}`, seed?.[name as keyof SeedFeatures] ?? null, expected[name] ?? null);
}
comparison.report(`${Object.keys(reference).length} captures`);
