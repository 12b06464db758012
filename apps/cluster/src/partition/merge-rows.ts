import type { Rows } from './rows.ts';

/** Rows of one flow from several taps, as they lie in their steps. */
interface Run {
  readonly rows: Rows;
  readonly from: number;
  readonly to: number;
}

/**
 * Rows of several taps as one step for each kind, a flow's in the order of time; those of the same millisecond in the order of the taps.
 * @param taps what each tap saw between two sweeps, in the order of the taps' names
 */
export function mergeRows(taps: readonly (readonly Rows[])[]): Rows[] {
  const all = taps.flat();
  return (['packets', 'seconds'] as const).flatMap((kind) => {
    const steps = all.filter((rows) => rows.kind === kind);
    return steps.length > 0 ? [mergeSteps(kind, steps)] : [];
  });
}

function mergeSteps(kind: Rows['kind'], steps: readonly Rows[]): Rows {
  const runs = new Map<number, Run[]>();
  for (const rows of steps) {
    let from = 0;
    for (let run = 0; run < rows.runFlow.length; run++) {
      const of = runs.get(rows.runFlow[run]!);
      const one = { rows, from, to: rows.runEnd[run]! };
      if (of) of.push(one);
      else runs.set(rows.runFlow[run]!, [one]);
      from = one.to;
    }
  }
  const flows = [...runs.keys()].sort((x, y) => x - y);
  const picked: { readonly rows: Rows; readonly row: number }[] = [];
  const runEnd = flows.map((flow) => {
    const of = runs.get(flow)!.flatMap(({ rows, from, to }) => Array.from({ length: to - from }, (_, i) => ({ rows, row: from + i })));
    picked.push(...(runs.get(flow)!.length > 1 ? of.sort((x, y) => x.rows.time[x.row]! - y.rows.time[y.row]!) : of));
    return picked.length;
  });
  const column = (name: string) => Float64Array.from(picked, ({ rows, row }) => (rows as unknown as Record<string, Float64Array>)[name]![row]!);
  const common = {
    newFlows: [], runFlow: Uint32Array.from(flows), runEnd: Uint32Array.from(runEnd), time: column('time'),
    // Where a label stands among the rows of two taps matters to nobody but the label's own time.
    tunnels: steps.flatMap(({ tunnels }) => tunnels), evictedFlows: [],
  };
  if (kind === 'packets') return { kind, ...common, size: Uint16Array.from(column('size')), fromA: Uint8Array.from(column('fromA')) };
  return { kind, ...common, bytesFromA: column('bytesFromA'), bytesFromB: column('bytesFromB'), packetsFromA: column('packetsFromA'), packetsFromB: column('packetsFromB') };
}
