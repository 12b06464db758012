import { SEED, type SeedFeatures } from '@tunnelscope/model/features/seed';

/** In the order of the schema; −1 where a feature is not defined. */
export function seedNumbers(features: SeedFeatures): number[] {
  return SEED.features.map(({ name }) => features[name as keyof SeedFeatures] ?? -1);
}
