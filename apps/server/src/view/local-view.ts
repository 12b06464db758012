import { isoTime } from '@tunnelscope/detector/live/flow-line';
import { flowRate } from '@tunnelscope/detector/live/flow-rate';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { Engine } from '../engine/engine.ts';
import type { FollowedSource } from '../engine/followed-source.ts';
import { liveFlowsOf, shownFlow } from '../engine/live-flows.ts';
import type { Traffic } from '../schemas/traffic.ts';
import type { FlowFilter, FlowOrder, FlowPlace } from '../store/flow-history.ts';
import { hundredths } from './hundredths.ts';
import type { LiveView, TrafficQuestion, ViewCounts } from './live-view.ts';

/** Rates are over ten full seconds: what was last seen before has none. */
const ACTIVE = 11_000; // ms

/** What the detector of this process follows. */
export class LocalView implements LiveView {
  readonly intake: Engine;
  readonly #followed: FollowedSource | null;

  /** @param followed the stream of this machine; null where there is none */
  constructor(engine: Engine, followed: FollowedSource | null) {
    this.intake = engine;
    this.#followed = followed;
  }

  get feed() {
    return this.intake.feed;
  }

  get fault() {
    return this.intake.keeper.fault;
  }

  list(filter: FlowFilter, order: FlowOrder, after: FlowPlace | null, most: number) {
    return liveFlowsOf(this.intake, filter, order, after, most);
  }

  async about(id: string): Promise<object | null> {
    const flow = this.#flowOf(id);
    return flow ? { ...shownFlow(this.intake, flow), ...this.intake.detailOf(flow) } : null;
  }

  async traffic({ flows, seconds, rates }: TrafficQuestion): Promise<Traffic> {
    const { detector, numbers } = this.intake;
    const { now } = detector;
    const asked = flows.map((id) => this.#flowOf(id));
    const columns = { flow: [] as string[], bitsPerSecond: [] as number[], bytesDown: [] as number[], probability: [] as (number | null)[] };
    for (const state of rates === 'all' ? detector.flows.values() : asked) {
      if (!state || state.latest < now - ACTIVE) continue;
      const id = numbers.idOf(state.flow.number);
      // Forgotten by the batch that is being judged: its end is about to be told.
      if (id === null) continue;
      columns.flow.push(id);
      columns.bitsPerSecond.push(Math.round(flowRate(state, now)));
      columns.bytesDown.push(state.bytesDown);
      columns.probability.push(hundredths(state.policy.current?.probability ?? null));
    }
    const end = Math.floor(now / 1000);
    return {
      time: now > -Infinity ? isoTime(now) : null,
      rates: columns,
      downlink:
        asked.length === 0 || now === -Infinity
          ? null
          : {
              start: isoTime(1000 * (end - seconds)), seconds,
              bytes: asked.map((state) => (state ? Array.from(state.seconds.read(end, seconds, state.side.side === 'b')) : null)),
            },
    };
  }

  async counts(): Promise<ViewCounts> {
    const { detector, queue, latePackets } = this.intake;
    const { packets, bytes, flows, idle, evicted, strayPackets, windows } = detector.counts;
    const verdicts = { live: 0, vod: 0, other: 0, unknown: 0 };
    for (const { policy } of detector.flows.values()) verdicts[policy.current?.verdict ?? 'unknown']++;
    return {
      time: detector.now > -Infinity ? isoTime(detector.now) : null,
      packets, bytes,
      flows: { followed: detector.flows.size, met: flows, idle, evicted, ...verdicts },
      windows,
      dropped: { late: latePackets, stray: strayPackets },
      queue: { batches: queue.batches, packets: queue.packets, mostBatches: queue.limits.batches, mostPackets: queue.limits.packets },
      source: this.#followed?.counters ?? null,
      partitions: null,
    };
  }

  async checkReady(): Promise<void> {}

  close(): Promise<void> {
    return this.intake.close();
  }

  #flowOf(id: string): LiveFlow | undefined {
    const number = this.intake.numbers.numberOf(id);
    return number === null ? undefined : this.intake.detector.flows.get(number);
  }
}
