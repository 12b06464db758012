/**
 * Shares a million made-up flows out to partitions and workers, with the rules that taps and workers follow, and lets workers come,
 * go and die:
 *
 *   node scripts/simulate-cluster.ts [PACKETS_A_SECOND, 2000000 if not given]
 *
 * Prints how evenly flows and packets are spread, for flow rates of ever heavier tails, and how long it takes until every
 * partition has a worker again and is caught up with. What a worker can do is set below, as it was measured on one core. The packages
 * must be built. Exit code 2 for wrong usage.
 */
import { partitionLoads } from '../apps/cluster/src/simulate/partition-load.ts';
import { type Change, type RecoverySettings, simulateRecovery } from '../apps/cluster/src/simulate/recovery.ts';

const FLOWS = 1_000_000;
const PARTITIONS = 64;
const FASTEST = 100_000; // packets/s: 1 Gbit/s of full packets

const SETTINGS: RecoverySettings = {
  leaseTime: 5,
  checkpoint: 60,
  // docs/performance.md: the live detector with 200,000 packets a second of 20,000 flows.
  rate: 2_000_000,
  // Of flows of ten packets a second that have been followed for longer than a window.
  flowBytes: 6700,
  // Through a server on the same machine, both on two cores.
  snapshotRate: 75e6,
  seed: 1,
};

const packets = Number(process.argv[2] ?? 2_000_000);
if (!(packets > 0) || process.argv.length > 3) {
  console.error('usage: node scripts/simulate-cluster.ts [PACKETS_A_SECOND]');
  process.exit(2);
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '));
  console.log();
}

const loadsOf = (tail: number) => partitionLoads({ flows: FLOWS, partitions: PARTITIONS, packets, tail, fastest: FASTEST, seed: 1 });
const spread = (values: readonly number[]) => {
  const mean = values.reduce((a, b) => a + b) / values.length;
  return [Math.min(...values) / mean, Math.max(...values) / mean].map((share) => share.toFixed(2));
};
console.log(`${FLOWS} flows, ${PARTITIONS} partitions: smallest and largest partition, 1 = the mean`);
print([
  ['flow rates: Pareto', 'flows min', 'max', 'packets min', 'max'],
  ...[3, 1.5, 1.2, 1.05].map((tail) => {
    const loads = loadsOf(tail);
    return [`exponent ${tail}`, ...spread(loads.map((load) => load.flows)), ...spread(loads.map((load) => load.packets))];
  }),
]);

const first = Array.from({ length: 8 }, (_, i) => `worker-${i}`);
const changes: Change[] = [
  { text: 'one is killed', kill: ['worker-3'] },
  { text: 'another one comes', join: ['worker-8'] },
  { text: 'one is told to end', leave: ['worker-0'] },
  { text: 'two are killed at once', kill: ['worker-1', 'worker-2'] },
  { text: 'ten more come', join: Array.from({ length: 10 }, (_, i) => `worker-${20 + i}`) },
  { text: 'half are killed at once', kill: Array.from({ length: 7 }, (_, i) => `worker-${20 + i}`) },
];
console.log(`${packets} packets a second (exponent 1.2), ${first.length} workers of ${SETTINGS.rate} packets a second at first, leases of ${SETTINGS.leaseTime} s`);
print([
  ['change', 'workers', 'moved', 'partitions each', 'busiest', 'all have a worker', 'all caught up'],
  ...simulateRecovery(loadsOf(1.2), first, changes, SETTINGS).map(({ change, workers, moved, fewest, most, busiest, owned, caughtUp }) => [
    change.text, String(workers), String(moved), `${fewest} to ${most}`, `${(100 * busiest).toFixed(0)} %`, `${owned.toFixed(1)} s`, Number.isFinite(caughtUp) ? `${caughtUp.toFixed(1)} s` : 'never',
  ]),
]);
