import type { StateArchive } from '@tunnelscope/detector/live/state/state-archive';
import type { Rows, TapItem } from './rows.ts';

/** Writes or reads one thing that a tap said. */
export function archiveItem(state: StateArchive, item: TapItem | undefined): TapItem {
  const kind = state.text(item?.kind ?? '') as TapItem['kind'];
  if (kind === 'packets' || kind === 'seconds') return archiveRows(state, kind, item as Rows | undefined);
  if (kind === 'lost') {
    const lost = item?.kind === 'lost' ? item : null;
    return { kind, packets: state.number(lost?.packets ?? 0), from: state.number(lost?.from ?? 0), to: state.number(lost?.to ?? 0) };
  }
  if (kind === 'setBack') return { kind };
  const released = () => state.json(item && 'released' in item ? item.released : []);
  if (kind === 'released') return { kind, released: released() };
  if (kind === 'end') {
    const end = item?.kind === 'end' ? item : null;
    return { kind, now: state.number(end?.now ?? 0), run: state.number(end?.run ?? 0), released: released() };
  }
  return { kind, now: state.number(item && 'now' in item ? item.now : 0) };
}

function archiveRows(state: StateArchive, kind: Rows['kind'], rows: Rows | undefined): Rows {
  const column = (values: ArrayLike<number> | undefined) => state.doubles(Float64Array.from(values ?? []));
  const common = {
    newFlows: [],
    runFlow: Uint32Array.from(column(rows?.runFlow)),
    runEnd: Uint32Array.from(column(rows?.runEnd)),
    time: column(rows?.time),
    tunnels: state.json(rows?.tunnels ?? []),
    evictedFlows: state.json(rows?.evictedFlows ?? []),
  };
  if (kind === 'packets') {
    const packets = rows?.kind === 'packets' ? rows : undefined;
    return { kind, ...common, size: Uint16Array.from(column(packets?.size)), fromA: Uint8Array.from(column(packets?.fromA)) };
  }
  const seconds = rows?.kind === 'seconds' ? rows : undefined;
  return { kind, ...common, bytesFromA: column(seconds?.bytesFromA), bytesFromB: column(seconds?.bytesFromB), packetsFromA: column(seconds?.packetsFromA), packetsFromB: column(seconds?.packetsFromB) };
}
