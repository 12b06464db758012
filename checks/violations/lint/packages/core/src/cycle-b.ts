import { odd } from './cycle-a.ts';

export const even = (n: number): boolean => (n === 0 ? true : odd(n - 1));
