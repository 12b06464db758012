import type { Evidence } from './quality.ts';

const direction = { packets: 9000, bytes: 9_000_000, queueDrops: 3, lossDrops: 0, missed: 0 };

/** A run of 20 s in which all went well. */
export const GOOD: Evidence = {
  link: { up: direction, down: direction, latenessMilliseconds: { p50: 0.03, p99: 0.1, p999: 0.5, max: 6 } },
  capture: { packets: 9000, dropped: 0 },
  totals: { packets: 9000, bytes: 9_000_000, seconds: 19.8, longestGapSeconds: 2 },
  client: { startupSeconds: 0.5, stalls: 0, stallSeconds: 0, dropped: 4, total: 500, rungs: [], errors: [], warnings: [], requests: 40, bytes: 9_000_000, samples: [], requestLog: [], failure: null },
};
