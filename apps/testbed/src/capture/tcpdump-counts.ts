import { TestbedError } from '../testbed-error.ts';

/** What tcpdump says when it ends: packets written, and packets that it came too late for. @throws TestbedError with its words if they are missing */
export function tcpdumpCounts(said: string): { packets: number; dropped: number } {
  const packets = /^(\d+) packets? captured$/m.exec(said);
  const dropped = /^(\d+) packets? dropped by kernel$/m.exec(said);
  const byInterface = /^(\d+) packets? dropped by interface$/m.exec(said);
  if (packets === null || dropped === null) throw new TestbedError(`tcpdump ended without saying how many packets it captured and dropped: ${said}`);
  return { packets: Number(packets[1]), dropped: Number(dropped[1]) + Number(byInterface?.[1] ?? 0) };
}
