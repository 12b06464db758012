import { even } from './cycle-b.ts';

export const odd = (n: number): boolean => (n === 0 ? false : even(n - 1));
