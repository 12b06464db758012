import { expect, test } from 'vitest';
import { type Block, share, stack } from './stack.ts';

const block = (sign: string, least: number, most: number): Block => ({ least, most, draw: (width, height) => Array<string>(height).fill(sign.repeat(width)) });

test('what is needed comes first, in order of rank; the rest is shared in turn', () => {
  const shelves = [{ rank: 1, blocks: [block('a', 2, 4)] }, { rank: 0, blocks: [block('b', 2, 3)] }, { rank: 2, blocks: [block('c', 3, 9)] }];
  expect(share(shelves, 1)).toEqual([0, 0, 0]);
  expect(share(shelves, 2)).toEqual([0, 2, 0]);
  expect(share(shelves, 5)).toEqual([2, 3, 0]);
  expect(share(shelves, 8)).toEqual([2, 3, 3]);
  expect(share(shelves, 30)).toEqual([4, 3, 9]);
});

test('blocks side by side share the width', () => {
  expect(stack([{ rank: 0, blocks: [block('a', 1, 1), block('b', 1, 1)] }], 9, 2)).toEqual(['aaa  bbbb', '         ']);
});
