import type { CaptureStatistics } from '@tunnelscope/capture/statistics';

/** What is known of two captures that are read as one. */
export function addStatistics(one: CaptureStatistics, other: CaptureStatistics): CaptureStatistics {
  const skipped = { ...one.skipped };
  for (const [reason, count] of Object.entries(other.skipped) as [keyof typeof skipped, number][]) skipped[reason] = (skipped[reason] ?? 0) + count;
  return {
    ...one,
    linkTypes: [...new Set([...one.linkTypes, ...other.linkTypes])],
    packets: one.packets + other.packets,
    bytes: one.bytes + other.bytes,
    flows: one.flows + other.flows,
    evictedFlows: one.evictedFlows + other.evictedFlows,
    records: one.records + other.records,
    skipped,
    warnings: [...one.warnings, ...other.warnings],
  };
}
