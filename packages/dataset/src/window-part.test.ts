import { expect, test } from 'vitest';
import { isMiddle, isOfPart } from './window-part.ts';

test('the first window, those from 30 s on, or all', () => {
  const starts = [0, 10, 29, 30, 60];
  expect(starts.filter((start) => isOfPart(start, 'start'))).toEqual([0]);
  expect(starts.filter((start) => isOfPart(start, 'middle'))).toEqual([30, 60]);
  expect(starts.filter((start) => isOfPart(start, undefined))).toEqual(starts);
  expect(starts.filter(isMiddle)).toEqual([30, 60]);
});
