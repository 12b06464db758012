import type { Finding } from '../measure/measure.ts';
import type { Spread } from '../measure/spread.ts';
import type { Run } from './report.ts';

const spread = (median: number): Spread => ({ median, low: 0.9 * median, high: 1.1 * median });
const prepare = async () => () => async () => ({ cpuMs: 0, wallMs: 0, result: null });

/** Twins with every kind of target and three peers: one measured with a target, one missing, one without a target. */
const TWINS: Finding = {
  benchmark: { group: 'forests', name: 'big', twins: true, prepare, twinTarget: 2.5, wallTarget: 1, missed: 'it waits', rateTarget: 4e6, work: { amount: 10_000, unit: 'rows' } },
  rounds: 9,
  runsPerSample: 4,
  timings: [{ engine: 'wasm', cpuMs: spread(2), wallMs: spread(2) }, { engine: 'typescript', cpuMs: spread(6), wallMs: spread(7) }],
  ratio: spread(3),
  facts: ['12 MB of it'],
  peers: [
    { name: 'C', note: 'copies nothing', target: 0.9, missed: 'we copy', version: 'gcc 12.2', skipped: null, measured: { rounds: 9, cpuMs: spread(1), wallMs: spread(1), ratio: spread(0.5) } },
    { name: 'other | library', note: 'never seen', target: 4, missed: 'nobody sees this', version: null, skipped: 'not installed', measured: null },
    { name: 'argus', note: 'richer records', target: null, missed: null, version: 'argus', skipped: null, measured: { rounds: 3, cpuMs: spread(20), wallMs: spread(21), ratio: spread(10) } },
  ],
};

const ALONE: Finding = {
  benchmark: { group: 'training', name: 'extra-trees', twins: false, prepare },
  rounds: 5,
  runsPerSample: 1,
  timings: [{ engine: null, cpuMs: spread(1200), wallMs: spread(1300) }],
  ratio: null,
  facts: [],
  peers: [],
};

/** Twins that hardly differ. */
const ALIKE: Finding = { ...TWINS, benchmark: { group: 'peaks', name: 'few', twins: true, prepare }, ratio: spread(1.1), facts: [], peers: [] };

/** A made-up run with one finding of each kind. */
export function run(): Run {
  const machine = { processor: 'Example 1', cores: 2, memoryBytes: 2 ** 34, system: 'Linux 6 x64', node: '24.0.0', v8: '13', commit: 'abc', load: 0 };
  return { machine, quick: false, seed: 1, seconds: 600, findings: [TWINS, ALONE, ALIKE] };
}
