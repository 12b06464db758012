import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import type { ByteWriter } from './byte-writer.ts';
import { TUNNELS } from './codes.ts';
import { writeFlow } from './flow-form.ts';

/** A flow and its number in the messages of a partition. */
export interface NumberedFlow {
  readonly local: number;
  readonly flow: Omit<Flow, 'number'>;
}

/** What a flow was found to be, behind so many rows of its run. */
export interface Label {
  readonly flow: { readonly local: number };
  readonly tunnel: Tunnel | null;
  readonly after: number;
}

/** @param flows in ascending order of their numbers */
export function writeNewFlows(out: ByteWriter, flows: readonly NumberedFlow[]): void {
  out.varint(flows.length);
  let before = -1;
  for (const { local, flow } of flows) {
    out.varint(local - before - 1);
    before = local;
    writeFlow(out, flow);
  }
}

export function writeLabels(out: ByteWriter, labels: readonly Label[]): void {
  out.varint(labels.length);
  for (const { flow, tunnel, after } of labels) {
    out.varint(flow.local);
    out.varint(after);
    out.byte(TUNNELS.indexOf(tunnel));
  }
}

/** @param locals numbers of flows */
export function writeEvicted(out: ByteWriter, locals: readonly number[]): void {
  out.varint(locals.length);
  for (const local of locals) out.varint(local);
}
