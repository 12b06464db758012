import { expect, test } from 'vitest';
import { support } from './support.ts';

test('evidence counts as it stands on more exchanges', () => expect([0, 1, 2, 3, 4, 5, 100].map(support)).toEqual([0, 0, 0.4, 0.8, 1, 1, 1]));
