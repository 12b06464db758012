import { setImmediate } from 'node:timers/promises';
import { flowLine } from '@tunnelscope/detector/live/flow-line';
import { flowRate } from '@tunnelscope/detector/live/flow-rate';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { FlowFilter, FlowOrder, FlowPlace, FlowSort } from '../store/flow-history.ts';
import type { ListedFlow } from '../view/live-view.ts';
import type { Engine } from './engine.ts';
import { FirstInOrder } from './first-in-order.ts';

const VALUES: Readonly<Record<FlowSort, (flow: LiveFlow, now: number) => number>> = {
  start: ({ start }) => start,
  duration: ({ start, latest }) => (latest - start) / 1000,
  packets: ({ packets }) => packets,
  bytes: ({ bytesFromA, bytesFromB }) => bytesFromA + bytesFromB,
  bytesDown: ({ bytesDown }) => bytesDown,
  bytesUp: ({ bytesUp }) => bytesUp,
  bitsPerSecond: flowRate,
  probability: ({ policy }) => policy.current?.probability ?? 0,
};

interface Place extends FlowPlace {
  readonly state: LiveFlow;
}

/** So many flows are looked at before everything else has its turn: a few ms. */
const SLICE = 32_768;

/** Flows that are followed now, as `FlowHistory.find` has those that ended. Flows that come or go meanwhile may be in the list. */
export async function liveFlowsOf(engine: Engine, filter: FlowFilter, { sort, descending }: FlowOrder, after: FlowPlace | null, most: number): Promise<ListedFlow[]> {
  const sign = descending ? -1 : 1;
  const sorted = VALUES[sort];
  const { now } = engine.detector;
  const found = new FirstInOrder<Place>(most, (x, y) => sign * (x.value - y.value || x.tie - y.tie));
  let looked = 0;
  for (const [tie, state] of engine.detector.flows) {
    if (++looked % SLICE === 0) await setImmediate();
    if (!matches(state, filter, engine.mask)) continue;
    const value = sorted(state, now);
    if (after && sign * (value - after.value || tie - after.tie) <= 0) continue;
    found.offer({ value, tie, state });
  }
  return found.inOrder().map(({ value, tie, state }) => ({ value, tie, flow: () => shownFlow(engine, state) }));
}

/** A flow that is followed, as it is shown. */
export function shownFlow(engine: Engine, state: LiveFlow) {
  return { ...flowLine(state, engine.sinceOf(state.flow.number), engine.mask), bitsPerSecond: flowRate(state, engine.detector.now), ended: null };
}

function matches(state: LiveFlow, { verdict, address, protocol, tunnel, minBytes }: FlowFilter, mask: (address: string) => string): boolean {
  if (verdict !== undefined && (state.policy.current?.verdict ?? 'unknown') !== verdict) return false;
  if (protocol !== undefined && state.flow.protocol !== protocol) return false;
  if (tunnel !== undefined && state.tunnel !== tunnel) return false;
  if (minBytes !== undefined && state.bytesFromA + state.bytesFromB < minBytes) return false;
  return address === undefined || mask(state.flow.a.address) === address || mask(state.flow.b.address) === address;
}
