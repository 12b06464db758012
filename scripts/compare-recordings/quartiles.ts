import { quantile } from '../../packages/model/src/metrics/quantile.ts';

/** Where a quarter, half and three quarters of some values lie below. */
export type Quartiles = readonly [first: number, median: number, third: number];

/** Between two values the place is interpolated linearly. @returns null without any value */
export function quartiles(values: readonly number[]): Quartiles | null {
  if (values.length === 0) return null;
  const at = (share: number) => quantile(values, share)!;
  return [at(0.25), at(0.5), at(0.75)];
}

/** Whose median lies between the quartiles of the other. */
export function agreement(one: Quartiles, other: Quartiles): 'both' | 'one' | '-' {
  const within = ([, median]: Quartiles, [first, , third]: Quartiles) => median >= first && median <= third;
  const count = Number(within(one, other)) + Number(within(other, one));
  return count === 2 ? 'both' : count === 1 ? 'one' : '-';
}
