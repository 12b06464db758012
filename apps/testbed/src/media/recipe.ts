import { createHash } from 'node:crypto';

/** Everything that decides the bytes of the encoded titles; the cache folder's name is its hash. */
export const RECIPE = {
  version: 1,
  seconds: 600,
  width: 320,
  height: 180,
  framesPerSecond: 25,
  /** Pictures from one key frame to the next: 2 s. */
  keyFrameEvery: 50,
  /** Pictures in a fragment: 0.4 s, the part of LL-HLS and the chunk of LL-DASH. */
  framesPerFragment: 10,
  /** Mean rates of the ladder's rungs, kbit/s. */
  ladderKbit: [400, 1000, 2200, 4500, 7000],
  /** x264's qcomp: the more bits a rung has, the more freely they must follow the picture to vary as real ones do. */
  ladderFreedom: [0.6, 0.65, 0.8, 0.95, 1],
  audioKbit: [64, 128, 256],
  samplesPerSecond: 48_000,
  videoTimescale: 12_800,
  /** A calm one with long shots, one with fast pans, and one with many cuts and much grain. */
  titles: [
    { seed: 11, meanShotSeconds: 9, pan: 1, grain: [14, 24] },
    { seed: 23, meanShotSeconds: 6, pan: 6, grain: [14, 30] },
    { seed: 37, meanShotSeconds: 3.5, pan: 3, grain: [14, 36] },
  ],
} as const;

export type TitleRecipe = (typeof RECIPE.titles)[number];

export const FRAGMENT_SECONDS = RECIPE.framesPerFragment / RECIPE.framesPerSecond;
/** Audio that goes with pictures. */
export const SOUNDTRACK_KBIT = 128;

export function recipeHash(): string {
  return createHash('sha256').update(JSON.stringify(RECIPE)).digest('hex').slice(0, 12);
}
