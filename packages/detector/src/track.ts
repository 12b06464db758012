import type { CaptureBatch, Flow } from '@tunnelscope/capture/batch';
import type { Resolution } from '@tunnelscope/model';
import type { FlowRecord } from './flow-record.ts';
import type { FlowContext } from './flow-state.ts';
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
 * a jump of the clock, or with the capture. Holds a minute of packets a flow at most, whatever the capture's length.
 */
export async function* trackFlows(batches: AsyncIterable<CaptureBatch>, options: TrackOptions): AsyncGenerator<FlowRecord, void, undefined> {
  const timeout = (options.idleTimeout ?? 600) * 1000;
  const known: Flow[] = [];
  const states: (PacketFlow | SecondFlow | undefined)[] = [];
  let now = -Infinity;
  let nextSweep = -Infinity;
  const ended: FlowRecord[] = [];

  for await (const batch of batches) {
    for (const flow of batch.newFlows) known[flow.number] = flow;
    if (batch.kind === 'packets' && options.resolution !== 'second') {
      const { count, time, size, flow, fromA } = batch;
      for (let i = 0; i < count; i++) packetFlow(flow[i]!, time[i]!).add(time[i]!, size[i]!, fromA[i]!);
    } else if (batch.kind === 'packets') {
      const { count, time, size, flow, fromA } = batch;
      for (let i = 0; i < count; i++) {
        const a = fromA[i]!;
        secondFlow(flow[i]!, time[i]!).add(time[i]!, a ? size[i]! : 0, a ? 0 : size[i]!, a, 1 - a);
      }
    } else {
      const { count, time, flow, bytesFromA, bytesFromB, packetsFromA, packetsFromB } = batch;
      for (let i = 0; i < count; i++) {
        secondFlow(flow[i]!, time[i]!).add(time[i]!, bytesFromA[i]!, bytesFromB[i]!, packetsFromA[i]!, packetsFromB[i]!);
      }
    }
    yield* ended.splice(0);
  }
  for (const [number, state] of states.entries()) {
    if (!state) continue;
    states[number] = undefined;
    yield state.finish();
  }

  /** The state of a flow that a packet of this time belongs to; a state it no longer belongs to is finished first. */
  function packetFlow(number: number, time: number): PacketFlow {
    const state = current(number, time);
    if (state instanceof PacketFlow) return state;
    if (state) ended.push(state.finish());
    const started = new PacketFlow(known[number]!, options);
    states[number] = started;
    return started;
  }

  function secondFlow(number: number, time: number): SecondFlow {
    const state = current(number, time);
    if (state instanceof SecondFlow) return state;
    if (state) ended.push(state.finish());
    const started = new SecondFlow(known[number]!, options);
    states[number] = started;
    return started;
  }

  function current(number: number, time: number): PacketFlow | SecondFlow | undefined {
    if (time > now) now = time;
    if (now >= nextSweep) sweep();
    const state = states[number];
    if (!state || (time < state.latest + timeout && state.continuesAt(time))) return state;
    ended.push(state.finish());
    states[number] = undefined;
    return undefined;
  }

  /** Ends flows that have been silent for too long; once in a tenth of that time, wherever batches begin and end. */
  function sweep(): void {
    nextSweep = now + timeout / 10;
    for (const [number, state] of states.entries()) {
      if (!state || state.latest + timeout > now) continue;
      ended.push(state.finish());
      states[number] = undefined;
    }
  }
}
