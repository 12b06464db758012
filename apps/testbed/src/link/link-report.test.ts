import { describe, expect, test } from 'vitest';
import { parseLinkReport } from './link-report.ts';

const DIRECTION = { packets: 10, bytes: 1000, queueDrops: 1, lossDrops: 2, missed: 0 };
const REPORT = { up: DIRECTION, down: DIRECTION, latenessMilliseconds: { p50: 0.02, p99: 0.1, p999: 0.5, max: 1.25 } };

describe('the report of the relay', () => {
  test('is taken as it is', () => {
    expect(parseLinkReport(JSON.stringify(REPORT))).toEqual(REPORT);
  });

  test('that is cut is told with what was found', () => {
    expect(() => parseLinkReport('{"up":')).toThrow('The relay\'s report is not JSON: "{\\"up\\":"');
  });

  test('without a count is told with the name of what is missing', () => {
    expect(() => parseLinkReport(JSON.stringify({ ...REPORT, down: { ...DIRECTION, missed: undefined } }))).toThrow(/not as expected[\s\S]*down\.missed/);
  });
});
