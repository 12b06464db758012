import { Gauge } from 'prom-client';
import type { Metrics } from '../metrics.ts';
import type { PartitionCounts, PartitionState, Workers } from './workers.ts';

/** Lets Prometheus see what workers have counted, and how each partition stands. What cannot be asked now is left out. */
export function registerPartitions(metrics: Metrics, workers: Pick<Workers, 'partitions' | 'counts'>): void {
  const { registry } = metrics;
  const totals = new Map<number, { packets: number; bytes: number }>();
  metrics.beforePackets = async () => {
    for (const { partition, packets, bytes } of await workers.counts().catch((): readonly PartitionCounts[] => [])) {
      const before = totals.get(partition) ?? { packets: 0, bytes: 0 };
      // A new owner counts some once more: a total never falls.
      metrics.packets.inc({ source: 'live' }, Math.max(0, packets - before.packets));
      metrics.bytes.inc({ source: 'live' }, Math.max(0, bytes - before.bytes));
      totals.set(partition, { packets: Math.max(packets, before.packets), bytes: Math.max(bytes, before.bytes) });
    }
  };
  new Gauge({
    name: 'tunnelscope_flows',
    help: 'Flows that are followed now.',
    registers: [registry],
    async collect() {
      const counts = await workers.counts().catch(() => null);
      if (counts === null) this.reset();
      else this.set(counts.reduce((sum, { followed }) => sum + followed, 0));
    },
  });
  const partitions = () => workers.partitions().catch((): readonly PartitionState[] => []);
  const gauge = (name: string, help: string, value: (state: PartitionState) => number | null) => {
    new Gauge({
      name, help, labelNames: ['partition'] as const, registers: [registry],
      async collect() {
        this.reset();
        for (const state of await partitions()) {
          const now = value(state);
          if (now !== null) this.set({ partition: String(state.partition) }, now);
        }
      },
    });
  };
  gauge('tunnelscope_partition_lag_messages', 'Messages of taps that wait for the worker of a partition.', ({ lag }) => lag);
  gauge('tunnelscope_partition_flows', 'Flows that the worker of a partition follows.', ({ flows }) => flows);
  gauge('tunnelscope_partition_dropped_packets', 'Packets of a partition that taps had to drop.', ({ lost }) => lost);
  gauge('tunnelscope_partition_snapshot_age_seconds', 'Time since the flow table of a partition was kept.', ({ snapshotAge }) => snapshotAge);
  gauge('tunnelscope_partition_owned', 'Whether a partition has a worker: 1 or 0.', ({ owner }) => (owner === null ? 0 : 1));
  new Gauge({
    name: 'tunnelscope_partition_owner_info',
    help: 'The worker of a partition: always 1.',
    labelNames: ['partition', 'worker'] as const,
    registers: [registry],
    async collect() {
      this.reset();
      for (const { partition, owner } of await partitions()) if (owner !== null) this.set({ partition: String(partition), worker: owner }, 1);
    },
  });
}
