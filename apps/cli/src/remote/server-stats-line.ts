import type { ServerStats } from './server-stats.ts';

/** All counters of a server, as a line of JSON with the members that `watch` writes of a stream of its own. @param error what ended the watching early */
export function serverStatsLine(stats: ServerStats, error: string | null) {
  const { time, packets, bytes, flows, windows, dropped, source, engine, model } = stats;
  return {
    kind: 'stats',
    time, packets, bytes,
    flows: flows.met, idle: flows.idle, evicted: flows.evicted, strayPackets: dropped.stray, latePackets: dropped.late, windows,
    format: source?.format ?? null,
    records: source?.records ?? null,
    skipped: source?.skipped ?? {},
    warnings: source?.warnings ?? [],
    flowsForgottenByReader: source?.flowsForgottenByReader ?? 0,
    droppedByKernel: source?.droppedByKernel ?? null,
    error: error ?? source?.error ?? null,
    engine, model,
  };
}
