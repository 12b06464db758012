import { z } from 'zod';
import { TestbedError } from '../testbed-error.ts';

const count = z.int().min(0);

/** Frames and bytes (Ethernet frames, without checksum) that left, and those that did not. */
const direction = z.strictObject({
  packets: count,
  bytes: count,
  /** Dropped because the bottleneck's queue was full. */
  queueDrops: count,
  lossDrops: count,
  /** Dropped by this machine, not by the link: the relay was too slow. More than none makes a recording worthless. */
  missed: count,
});

const milliseconds = z.number().min(0);

const linkReport = z.strictObject({
  up: direction,
  down: direction,
  /** How much later than the link's model says frames left, ms: jitter of this machine that nobody asked for. */
  latenessMilliseconds: z.strictObject({ p50: milliseconds, p99: milliseconds, p999: milliseconds, max: milliseconds }),
});

/** What the relay did since `RunningLink.begin`, or since it started if that was never called. */
export type LinkReport = z.infer<typeof linkReport>;

/** @throws TestbedError with what was found if it is not a report */
export function parseLinkReport(line: string): LinkReport {
  let found: unknown;
  try {
    found = JSON.parse(line);
  } catch {
    throw new TestbedError(`The relay's report is not JSON: ${JSON.stringify(line.slice(0, 200))}`);
  }
  const parsed = linkReport.safeParse(found);
  if (!parsed.success) throw new TestbedError(`The relay's report is not as expected: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
