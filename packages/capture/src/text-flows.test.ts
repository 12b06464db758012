import { expect, test } from 'vitest';
import { TextFlows } from './text-flows.ts';

const A = { address: 'AnonIP1', port: 0 };
const B = { address: '10.0.0.2', port: 443 };

test('a row and its mirror are one flow, whose endpoint a came first', () => {
  const flows = new TextFlows();
  expect(flows.number(A, B, 17)).toBe(0);
  expect(flows.fresh).toEqual({ number: 0, a: A, b: B, protocol: 17 });
  expect(flows.number(B, A, 17)).toBe(0);
  expect([flows.fromA, flows.fresh]).toEqual([0, null]);
  expect(flows.number(A, B, 17)).toBe(0);
  expect(flows.fromA).toBe(1);
});

test('another protocol or port is another flow', () => {
  const flows = new TextFlows();
  expect([flows.number(A, B, 17), flows.number(A, B, 6), flows.number(A, { ...B, port: 80 }, 17)]).toEqual([0, 1, 2]);
  expect(flows.count).toBe(3);
});

test('the same endpoint on both sides keeps the direction of the row', () => {
  const flows = new TextFlows();
  flows.number(A, A, 17);
  flows.number(A, A, 17);
  expect([flows.count, flows.fromA]).toEqual([1, 1]);
});
