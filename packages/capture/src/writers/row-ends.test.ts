import { expect, test } from 'vitest';
import { flow } from '../../fixtures/batches.ts';
import { rowEnds } from './row-ends.ts';

test.each([
  ['the local address', '203.0.113.5:443', '10.0.0.1:5000', '10.0.0.1,5000,203.0.113.5,443,17'],
  ['the local address, though it is the larger one', '192.0.2.1:1', '192.168.0.1:2', '192.168.0.1,2,192.0.2.1,1,17'],
  ['of two local ones the smaller, as numbers', '10.0.0.10:1', '10.0.0.9:2', '10.0.0.9,2,10.0.0.10,1,17'],
  ['of two others the smaller', '9.9.9.9:1', '203.0.113.5:2', '9.9.9.9,1,203.0.113.5,2,17'],
  ['of equal ones the smaller port', '127.0.0.1:9', '127.0.0.1:8', '127.0.0.1,8,127.0.0.1,9,17'],
  ['IPv6 alike', '[2001:db8::1]:1', '[fd00::1]:2', 'FD00::1,2,2001:DB8::1,1,17'],
  ['a where one is no address', 'AnonIP1:1', '10.0.0.1:2', 'AnonIP1,1,10.0.0.1,2,17'],
])('IP1 is %s', (_name, a, b, text) => {
  expect(rowEnds(flow(0, a, b), false).text).toBe(text);
  expect(rowEnds(flow(0, a, b), true).text.startsWith(rowEnds(flow(0, a, a), true).text.split(',')[0]!)).toBe(true);
});

test('which end is IP1 does not depend on who sent first', () => {
  const [one, other] = [rowEnds(flow(0, '10.0.0.1:1', '192.0.2.1:2'), false), rowEnds(flow(0, '192.0.2.1:2', '10.0.0.1:1'), false)];
  expect(one.text).toBe(other.text);
  expect([one.aFirst, other.aFirst]).toEqual([true, false]);
});
