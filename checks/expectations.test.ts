import { expect, test } from 'vitest';
import { expectedCaptures, unpairedExpectations } from './expectations.ts';
import { REPOSITORY, violation } from './repository.ts';

test('every capture has its expectation and every expectation its capture', () => {
  expect(unpairedExpectations(REPOSITORY)).toEqual([]);
  for (const folder of ['recorded', 'variants', 'corrupt'] as const) expect(expectedCaptures(REPOSITORY, folder)).not.toEqual([]);
});

test('a seeded capture without expectation and an expectation without capture are found', () => {
  expect(unpairedExpectations(violation('expectations'))).toEqual([
    'test-data/corrupt/gone.pcap.expected.json has no capture',
    'test-data/recorded/lonely.csv has no expectation',
  ]);
});
