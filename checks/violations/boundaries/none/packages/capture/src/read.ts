import { one } from '@tunnelscope/core';

export const two = one + one;
