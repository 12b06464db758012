import { test } from 'vitest';
import { used } from './live.ts';

export const load = () => test('used', () => used);
