import type { CaptureBatch, FlowTunnel } from '@tunnelscope/capture/batch';
import { sliceBatch } from './slice-batch.ts';

/** Where one of the captures stands. */
interface Player {
  readonly place: number;
  readonly batches: AsyncIterator<CaptureBatch>;
  /** Added to its times. */
  readonly shift: number; // ms
  batch: CaptureBatch;
  row: number;
  tunnels: FlowTunnel[];
}

/**
 * Several captures as one stream in the order of time, as if all had begun with the first of them. Their flows get new
 * numbers, so that none has that of another. Each capture is in the order of time already, or nearly.
 */
export async function* playTogether(captures: readonly AsyncIterable<CaptureBatch>[]): AsyncGenerator<CaptureBatch, void, undefined> {
  const players: Player[] = [];
  let begin: number | null = null;
  for (const [place, capture] of captures.entries()) {
    const batches = capture[Symbol.asyncIterator]();
    const first = await next(batches);
    if (!first) continue;
    begin ??= first.time[0]!;
    players.push({ place, batches, shift: begin - first.time[0]!, batch: first, row: 0, tunnels: tunnelsOf(first) });
  }
  while (players.length > 0) {
    const player = players.reduce((earliest, other) => (timeOf(other) < timeOf(earliest) ? other : earliest));
    const until = players.reduce((least, other) => (other === player ? least : Math.min(least, timeOf(other))), Infinity);
    const { batch, row, shift, place } = player;
    let end = row + 1;
    while (end < batch.count && batch.time[end]! + shift <= until) end++;
    yield moved(sliceBatch(batch, row, end, player.tunnels), shift, (number) => number * captures.length + place);
    player.row = end;
    if (end < batch.count) continue;
    const following = await next(player.batches);
    if (following) Object.assign(player, { batch: following, row: 0, tunnels: tunnelsOf(following) });
    else players.splice(players.indexOf(player), 1);
  }
}

async function next(batches: AsyncIterator<CaptureBatch>): Promise<CaptureBatch | null> {
  for (;;) {
    const step = await batches.next();
    if (step.done) return null;
    if (step.value.count > 0) return step.value;
  }
}

const timeOf = ({ batch, row, shift }: Player) => batch.time[row]! + shift;
const tunnelsOf = (batch: CaptureBatch) => (batch.kind === 'packets' ? [...batch.tunnels] : []);

function moved(batch: CaptureBatch, shift: number, numberOf: (number: number) => number): CaptureBatch {
  const changed = {
    time: batch.time.map((time) => time + shift),
    flow: batch.flow.map(numberOf),
    newFlows: batch.newFlows.map((flow) => ({ ...flow, number: numberOf(flow.number) })),
    evictedFlows: batch.evictedFlows.map(numberOf),
  };
  if (batch.kind === 'seconds') return { ...batch, ...changed };
  return { ...batch, ...changed, tunnels: batch.tunnels.map(({ flow, tunnel }) => ({ flow: numberOf(flow), tunnel })) };
}
