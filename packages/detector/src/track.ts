import type { CaptureBatch, Flow, Tunnel } from '@tunnelscope/capture/batch';
import type { Resolution } from '@tunnelscope/model';
import type { FlowRecord } from './flow-record.ts';
import { type FlowContext, LARGEST_STEP_BACK } from './flow-state.ts';
import { PacketFlow } from './packet-flow.ts';
import { SecondFlow } from './second-flow.ts';

export interface TrackOptions extends FlowContext {
  /** `second`: packets are reduced to per-second rows first. By default the capture decides. */
  readonly resolution?: Resolution;
  /** A flow that sends nothing for this many seconds of capture time has ended; a later packet starts it anew. Default 600. */
  readonly idleTimeout?: number;
}

/** A flow that the capture may name again: it may have ended, but was not evicted. */
interface KnownFlow {
  readonly flow: Flow;
  tunnel: Tunnel | null;
  /** null: silent since it ended, or since before its first packet. */
  state: PacketFlow | SecondFlow | null;
}

/**
 * Follows every flow of a capture and hands out each one's record when it ends: after a silence of `idleTimeout`, after
 * a jump of the clock, with the batch that evicts it, or with the capture. Of a flow that has not ended it holds the
 * packets of one block of its window plan, its windows' features, and with `seed` its series, whatever the capture's
 * length; of one that was evicted, nothing.
 */
export async function* trackFlows(batches: AsyncIterable<CaptureBatch>, options: TrackOptions): AsyncGenerator<FlowRecord, void, undefined> {
  const timeout = (options.idleTimeout ?? 600) * 1000;
  /** By number. */
  const known = new Map<number, KnownFlow>();
  let now = -Infinity;
  let nextSweep = -Infinity;
  const ended: FlowRecord[] = [];

  for await (const batch of batches) {
    for (const flow of batch.newFlows) known.set(flow.number, { flow, tunnel: null, state: null });
    if (batch.kind === 'packets') for (const { flow, tunnel } of batch.tunnels) known.get(flow)!.tunnel = tunnel;
    if (batch.kind === 'packets' && options.resolution !== 'second') {
      const { count, time, size, flow, fromA } = batch;
      for (let i = 0; i < count; i++) stateOf(PacketFlow, flow[i]!, time[i]!).add(time[i]!, size[i]!, fromA[i]!);
    } else if (batch.kind === 'packets') {
      const { count, time, size, flow, fromA } = batch;
      for (let i = 0; i < count; i++) {
        const a = fromA[i]!;
        stateOf(SecondFlow, flow[i]!, time[i]!).add(time[i]!, a ? size[i]! : 0, a ? 0 : size[i]!, a, 1 - a);
      }
    } else {
      const { count, time, flow, bytesFromA, bytesFromB, packetsFromA, packetsFromB } = batch;
      for (let i = 0; i < count; i++) {
        stateOf(SecondFlow, flow[i]!, time[i]!).add(time[i]!, bytesFromA[i]!, bytesFromB[i]!, packetsFromA[i]!, packetsFromB[i]!);
      }
    }
    for (const number of batch.evictedFlows) {
      finish(known.get(number)!);
      known.delete(number);
    }
    yield* ended.splice(0);
  }
  for (const number of [...known.keys()].sort((a, b) => a - b)) {
    finish(known.get(number)!);
    known.delete(number);
    yield* ended.splice(0);
  }

  /** The state of a flow that a packet or row of this time belongs to; a state it does not belong to is finished first. */
  function stateOf<State extends PacketFlow | SecondFlow>(Kind: new (flow: Flow, context: FlowContext) => State, number: number, time: number): State {
    // A clock that has been set back, or one packet from the future, must not stand in the way of expiry for ever.
    if (time > now || time < now - LARGEST_STEP_BACK) now = time;
    if (now >= nextSweep || now < nextSweep - timeout) sweep();
    const one = known.get(number)!;
    const { state } = one;
    if (state instanceof Kind && time < state.latest + timeout && state.continuesAt(time)) return state;
    finish(one);
    const started = new Kind(one.flow, options);
    one.state = started;
    return started;
  }

  /** Ends flows that have been silent for too long; once in a tenth of that time, wherever batches begin and end. */
  function sweep(): void {
    nextSweep = now + timeout / 10;
    for (const one of known.values()) if (one.state !== null && one.state.latest + timeout <= now) finish(one);
  }

  function finish(one: KnownFlow): void {
    if (one.state !== null) ended.push(one.state.finish(one.tunnel));
    one.state = null;
  }
}
