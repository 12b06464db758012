import { describe } from '../complain.ts';
import type { Session } from './session.ts';

/** All counters of a stream so far, as a line of JSON. */
export function statsLine({ detector, source, kernels, modelName, maskText }: Session) {
  const { statistics } = source;
  const fault = source.fault();
  return {
    kind: 'stats',
    time: detector.now > -Infinity ? new Date(detector.now).toISOString() : null,
    ...detector.counts,
    format: statistics.format,
    records: statistics.records,
    skipped: statistics.skipped,
    warnings: statistics.warnings.map(({ text, count }) => ({ text: maskText(text), count })),
    flowsForgottenByReader: statistics.evictedFlows,
    droppedByKernel: source.dropped(),
    /** What ended the packets early. */
    error: fault === null ? null : maskText(describe(fault)),
    engine: kernels.engine,
    model: modelName,
  };
}
