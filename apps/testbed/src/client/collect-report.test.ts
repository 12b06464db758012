import { expect, test } from 'vitest';
import { ReportCollector } from './collect-report.ts';
import { NOTHING } from './doing.ts';

const request = { at: 0.5, path: '/a', bytes: 100, firstByteMilliseconds: 1, milliseconds: 2 };

test('observations add up', () => {
  const report = new ReportCollector();
  report.add(2, { ...NOTHING, startupSeconds: 0.3, stalls: 1, stallSeconds: 0.5, rungs: [{ at: 0.3, rung: 1 }], errors: ['e'], requests: [request, request] });
  report.add(4, { ...NOTHING, startupSeconds: 0.3, stalls: 2, stallSeconds: 0.7, dropped: 1, total: 50, rungs: [{ at: 3, rung: 2 }], warnings: ['w'], requests: [request] });
  const { samples, ...whole } = report.report(null);
  expect(samples.map(({ at, requests, bytes, stalls }) => [at, requests, bytes, stalls])).toEqual([[2, 2, 200, 1], [4, 3, 300, 2]]);
  expect(whole).toMatchObject({ startupSeconds: 0.3, stalls: 2, stallSeconds: 0.7, dropped: 1, total: 50, errors: ['e'], warnings: ['w'], requests: 3, bytes: 300, failure: null });
  expect(whole.rungs).toEqual([{ at: 0.3, rung: 1 }, { at: 3, rung: 2 }]);
  expect(whole.requestLog).toHaveLength(3);
});

test('a client that said nothing has a report too', () => {
  expect(new ReportCollector().report('it fell')).toMatchObject({ startupSeconds: null, samples: [], failure: 'it fell' });
});
