import { expect, test } from 'vitest';
import { findAnswers } from './answers.ts';
import { packets, requests } from './packets.fixture.ts';

test('an answer ends at the next request or at a silence', () => {
  const data = packets([1.1, 1400], [1.2, 600], [2.1, 1400], [2.2, 1400], [2.9, 700]);
  const answers = findAnswers(requests([1, 300], [2, 300], [5, 300]), data, 0.1);
  expect(Array.from(answers.packets)).toEqual([2, 2, 0]);
  expect(Array.from(answers.bytes)).toEqual([2000, 2800, 0]);
  expect(Array.from(answers.lastSize)).toEqual([600, 1400, 700]);
  expect(Array.from(answers.prompt)).toEqual([1, 1, 0]);
});

test('a long latency stretches the silence that ends an answer', () => {
  const data = packets([1.1, 1400], [1.8, 600]);
  expect(findAnswers(requests([1, 300]), data, 0.4).packets[0]).toBe(1);
  expect(findAnswers(requests([1, 300]), data, 0.6).packets[0]).toBe(2);
});

test('what comes much later answers something else', () => {
  const data = packets([2.6, 1400]);
  expect(findAnswers(requests([1, 300]), data, 0.1).prompt[0]).toBe(0);
  expect(findAnswers(requests([1, 300]), data, 0.9).prompt[0]).toBe(1);
});
