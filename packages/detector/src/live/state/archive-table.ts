import type { FlowTable } from '../flow-table.ts';
import { SnapshotError } from './snapshot-error.ts';
import type { StateArchive } from './state-archive.ts';

/** Writes a table, or reads it into an empty one. What happened must have been taken. @throws SnapshotError */
export function archiveTable(state: StateArchive, table: FlowTable): void {
  table.now = state.number(table.now);
  Object.assign(table.counts, state.json(table.counts));
  for (const flow of state.json([...table.known.values()])) table.known.set(flow.number, flow);
  for (const [number, tunnel] of state.json([...table.tunnels])) table.tunnels.set(number, tunnel);
  const flows = [...table.flows.values()];
  const count = state.number(flows.length);
  for (let i = 0; i < count; i++) archiveFlow(state, table, flows[i]);
  for (const [number, tunnel] of table.tunnels) if (tunnel && !table.flows.has(number)) table.returning.add(number);
}

function archiveFlow(state: StateArchive, table: FlowTable, written: ReturnType<FlowTable['flows']['get']>): void {
  const number = state.number(written?.flow.number ?? 0);
  const start = state.number(written?.start ?? 0);
  const packets = state.flag(written?.resolution === 'packet');
  const flow = table.known.get(number);
  if (!flow) throw new SnapshotError(`snapshot: found traffic of flow ${number}, expected one of the ${table.known.size} that it names`);
  const followed = written ?? (packets ? table.packetFlowOf(flow, start) : table.secondFlowOf(flow, start));
  followed.archive(state);
  table.flows.set(number, followed);
}
