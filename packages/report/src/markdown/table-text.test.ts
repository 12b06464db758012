import { expect, test } from 'vitest';
import { tableText } from './table-text.ts';

test('names from outside stay in their cells', () => {
  expect(tableText({ columns: ['a', 'b'], rows: [['x | y\n<script>', '[z](javascript:0) `c`']] }))
    .toBe('| a | b |\n|---|---|\n| x \\| y \\<script\\> | \\[z\\](javascript:0) \\`c\\` |');
});
