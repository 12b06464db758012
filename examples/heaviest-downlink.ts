import type { CaptureBatch } from '@tunnelscope/capture/batch';
import type { PacketColumns } from '@tunnelscope/core/kernels';

/** What one flow's two ends have sent. */
class Ends {
  readonly time: number[] = [];
  readonly size: number[] = [];
  readonly fromA: number[] = [];
  bytes: [number, number] = [0, 0];
}

/** For `earlier-analysis.ts`: packets to the client of the flow with most bytes, from its first downlink packet on, for at most so many seconds. */
export async function heaviestDownlink(batches: AsyncIterable<CaptureBatch>, seconds: number): Promise<PacketColumns> {
  const flows = new Map<number, Ends>();
  for await (const batch of batches) {
    if (batch.kind !== 'packets') throw new Error('totals of seconds: found no packets');
    for (let i = 0; i < batch.count; i++) {
      const number = batch.flow[i]!;
      const ends = flows.get(number) ?? new Ends();
      flows.set(number, ends);
      ends.time.push(batch.time[i]!);
      ends.size.push(batch.size[i]!);
      ends.fromA.push(batch.fromA[i]!);
      ends.bytes[batch.fromA[i] as 0 | 1] += batch.size[i]!;
    }
  }
  const [heaviest] = [...flows.values()].sort((x, y) => y.bytes[0] + y.bytes[1] - x.bytes[0] - x.bytes[1]);
  if (heaviest === undefined) throw new Error('found no packets');
  // The client is the end that received more.
  const down = heaviest.bytes[1] > heaviest.bytes[0] ? 1 : 0;
  const order = heaviest.time.map((_, i) => i).filter((i) => heaviest.fromA[i] === down).sort((x, y) => heaviest.time[x]! - heaviest.time[y]!);
  const start = heaviest.time[order[0]!]!;
  const kept = order.filter((i) => heaviest.time[i]! < start + 1000 * seconds);
  return { time: Float64Array.from(kept, (i) => heaviest.time[i]!), size: Uint16Array.from(kept, (i) => heaviest.size[i]!), down: new Uint8Array(kept.length).fill(1) };
}
