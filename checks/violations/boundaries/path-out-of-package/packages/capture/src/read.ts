import { one } from '../../core/src/load.ts';

export const two = one + one;
