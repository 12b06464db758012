import { expect, test } from 'vitest';
import { KIND_INPUTS, PACKET_INPUTS, SECOND_INPUTS } from './features/inputs.ts';
import { featureNames } from './features/schema.ts';
import { windowWith } from './hand-made-part.fixture.ts';
import { reasonText } from './reason-text.ts';

const features = [KIND_INPUTS, PACKET_INPUTS, SECOND_INPUTS].flatMap(({ schema }) => featureNames(schema));

test.each(features)('%s has a sentence, not its name', (feature) => {
  for (const value of [0, 0.3, 1, 4, 60]) expect(reasonText(feature, value, [windowWith({})])).not.toMatch(/_|NaN|Infinity/);
});

test('sentences have values in units that people use', () => {
  expect(reasonText('silent_share', 0.714, [])).toBe('71 % of the time in long pauses between downloads');
  expect(reasonText('longest_gap', 9.04, [])).toBe('longest pause between downloads 9.0 s');
  expect(reasonText('longest_gap', 12.6, [])).toBe('longest pause between downloads 13 s');
  expect(reasonText('rate_down_capped', 3, [])).toBe('downlink of mostly 1.0 kB/s');
  expect(reasonText('rate_down_capped', Math.log10(23), [])).toBe('downlink of mostly 22 B/s');
  expect(reasonText('rate_down_capped', 4.6, [])).toBe('downlink of mostly 39.8 kB/s or more');
});

test('a feature without a sentence is named with its value', () => {
  expect(reasonText('something_new', 0.12345, [])).toBe('something_new 0.123');
});
