import { test } from 'vitest';

export const run = test;
