import { flowLine } from '@tunnelscope/detector/live/flow-line';
import { flowRate } from '@tunnelscope/detector/live/flow-rate';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { FlowFilter, FlowOrder, FlowPlace, FlowSort } from '../store/flow-history.ts';
import type { Engine } from './engine.ts';

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

/** A flow in a list: where it stands, and how it is shown. */
export interface ListedFlow extends FlowPlace {
  readonly flow: () => object;
}

/** Flows that are followed now, as `FlowHistory.find` has those that ended. */
export function liveFlowsOf(engine: Engine, filter: FlowFilter, { sort, descending }: FlowOrder, after: FlowPlace | null, most: number): ListedFlow[] {
  const sign = descending ? -1 : 1;
  const sorted = VALUES[sort];
  const { now } = engine.detector;
  const found: { readonly value: number; readonly tie: number; readonly state: LiveFlow }[] = [];
  for (const [tie, state] of engine.detector.flows) {
    if (!matches(state, filter, engine.mask)) continue;
    const value = sorted(state, now);
    if (after && sign * (value - after.value || tie - after.tie) <= 0) continue;
    found.push({ value, tie, state });
  }
  found.sort((x, y) => sign * (x.value - y.value || x.tie - y.tie));
  return found.slice(0, most).map(({ value, tie, state }) => ({ value, tie, flow: () => shownFlow(engine, state) }));
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
