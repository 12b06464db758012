import { expect, test } from 'vitest';
import { barText } from './progress.ts';

test('the bar is as full as the job is done', () => {
  expect(barText({ what: 'reading x', done: 1, of: 4 })).toBe('[######------------------]  25 %  reading x');
  expect(barText({ what: 'reading x', done: 9, of: 4 })).toBe('[########################] 100 %  reading x');
});

test('of what has no end something else is said', () => {
  expect(barText({ what: 'reading -', done: 9, of: 9, instead: '3 flows\r' })).toBe('reading -: 3 flows\ufffd');
});

test('where the end is not known there is no bar', () => {
  expect(barText({ what: 'reading \u001b', done: 9, of: null })).toBe('reading \ufffd');
});
