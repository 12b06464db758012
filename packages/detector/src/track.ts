import type { CaptureBatch, Flow } from '@tunnelscope/capture/batch';
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

/**
 * Follows every flow of a capture and hands out each one's record when it ends: after a silence of `idleTimeout`, after
 * a jump of the clock, or with the capture. Of a flow that has not ended it holds the packets of one block of its window
 * plan, its windows' features, and with `seed` its series, whatever the capture's length.
 */
export async function* trackFlows(batches: AsyncIterable<CaptureBatch>, options: TrackOptions): AsyncGenerator<FlowRecord, void, undefined> {
  const timeout = (options.idleTimeout ?? 600) * 1000;
  const known: Flow[] = [];
  /** Flows that have not ended, by number. */
  const states = new Map<number, PacketFlow | SecondFlow>();
  let now = -Infinity;
  let nextSweep = -Infinity;
  const ended: FlowRecord[] = [];

  for await (const batch of batches) {
    for (const flow of batch.newFlows) known[flow.number] = flow;
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
    yield* ended.splice(0);
  }
  for (const [number, state] of [...states].sort(([a], [b]) => a - b)) {
    states.delete(number);
    yield state.finish();
  }

  /** The state of a flow that a packet or row of this time belongs to; a state it does not belong to is finished first. */
  function stateOf<State extends PacketFlow | SecondFlow>(Kind: new (flow: Flow, context: FlowContext) => State, number: number, time: number): State {
    const state = current(number, time);
    if (state instanceof Kind) return state;
    if (state) ended.push(state.finish());
    const started = new Kind(known[number]!, options);
    states.set(number, started);
    return started;
  }

  function current(number: number, time: number): PacketFlow | SecondFlow | undefined {
    // A clock that has been set back, or one packet from the future, must not stand in the way of expiry for ever.
    if (time > now || time < now - LARGEST_STEP_BACK) now = time;
    if (now >= nextSweep || now < nextSweep - timeout) sweep();
    const state = states.get(number);
    if (!state || (time < state.latest + timeout && state.continuesAt(time))) return state;
    ended.push(state.finish());
    states.delete(number);
    return undefined;
  }

  /** Ends flows that have been silent for too long; once in a tenth of that time, wherever batches begin and end. */
  function sweep(): void {
    nextSweep = now + timeout / 10;
    for (const [number, state] of states) {
      if (state.latest + timeout > now) continue;
      ended.push(state.finish());
      states.delete(number);
    }
  }
}
