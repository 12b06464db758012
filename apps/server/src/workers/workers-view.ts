import { setImmediate } from 'node:timers/promises';
import { type FlowLine, isoTime } from '@tunnelscope/detector/live/flow-line';
import { pastDetail } from '../engine/flow-detail.ts';
import { FirstInOrder } from '../engine/first-in-order.ts';
import { Problem } from '../problem/problem.ts';
import type { Traffic } from '../schemas/traffic.ts';
import type { FlowFilter, FlowOrder, FlowPlace, FlowSort } from '../store/flow-history.ts';
import { hundredths } from '../view/hundredths.ts';
import type { ListedFlow, LiveView, TrafficQuestion, ViewCounts } from '../view/live-view.ts';
import { FollowedEvents, type FollowingOptions } from './followed-events.ts';
import { maskedLine } from './masked-line.ts';
import { registerPartitions } from './partition-metrics.ts';
import { ShownIds } from './shown-ids.ts';
import { sumOfCounts } from './sum-of-counts.ts';
import { workersAway } from './workers-away.ts';

type Told = FlowLine & { readonly bitsPerSecond: number };

const VALUES: Readonly<Record<FlowSort, (flow: Told) => number>> = {
  start: ({ start }) => Date.parse(start),
  duration: ({ durationSeconds }) => durationSeconds,
  packets: ({ packets }) => packets,
  bytes: ({ bytesDown, bytesUp }) => bytesDown + bytesUp,
  bytesDown: ({ bytesDown }) => bytesDown,
  bytesUp: ({ bytesUp }) => bytesUp,
  bitsPerSecond: ({ bitsPerSecond }) => bitsPerSecond,
  probability: ({ probability }) => probability ?? 0,
};

/** So many flows are looked at before everything else has its turn: a few ms. */
const SLICE = 16_384;

/** What workers follow, each of its partitions. */
export class WorkersView implements LiveView {
  readonly intake = null;
  readonly #options: FollowingOptions;
  readonly #events: FollowedEvents;
  readonly #ids: ShownIds;

  constructor(options: FollowingOptions) {
    this.#options = options;
    this.#events = new FollowedEvents(options);
    this.#ids = new ShownIds(options.mask, options.masked);
    registerPartitions(options.metrics, options.workers);
  }

  get feed() {
    return this.#events.feed;
  }

  get fault() {
    return this.#events.keeper.fault;
  }

  start(): void {
    this.#events.start();
  }

  async list(filter: FlowFilter, { sort, descending }: FlowOrder, after: FlowPlace | null, most: number): Promise<readonly ListedFlow[]> {
    const sign = descending ? -1 : 1;
    const sorted = VALUES[sort];
    const found = new FirstInOrder<FlowPlace & { readonly told: Told }>(most, (x, y) => sign * (x.value - y.value || x.tie - y.tie));
    let looked = 0;
    for (const told of await this.#flows()) {
      if (++looked % SLICE === 0) await setImmediate();
      if (!this.#matches(told, filter)) continue;
      // An identifier is 48 bits: a number of its own, the same in every list.
      const [value, tie] = [sorted(told), Number.parseInt(told.flow.id, 16)];
      if (after && sign * (value - after.value || tie - after.tie) <= 0) continue;
      found.offer({ value, tie, told });
    }
    return found.inOrder().map(({ value, tie, told }) => ({ value, tie, flow: () => ({ ...maskedLine(told, this.#options.mask), ended: null }) }));
  }

  async about(id: string): Promise<object | null> {
    const { workers, mask, kernels } = this.#options;
    const own = await this.#ids.ownOf(id, () => this.#flows());
    const about = own === null ? null : await asked(workers.about(own));
    if (!about) return null;
    const { series: _series, probabilitiesOverTime: _over, reasons: _reasons, ...line } = about;
    return { ...maskedLine(line, mask), ended: null, ...pastDetail(about, kernels) };
  }

  async traffic({ flows, seconds, rates }: TrafficQuestion): Promise<Traffic> {
    const { workers } = this.#options;
    const own = await Promise.all(flows.map((id) => this.#ids.ownOf(id, () => this.#flows())));
    const known = own.flatMap((id) => id ?? []);
    const told = await asked(known.length === 0 ? Promise.resolve(null) : workers.traffic(known, seconds));
    const columns = { flow: [] as string[], bitsPerSecond: [] as number[], bytesDown: [] as number[], probability: [] as (number | null)[] };
    const add = (id: string, { bitsPerSecond, bytesDown, probability }: Pick<Told, 'bitsPerSecond' | 'bytesDown' | 'probability'>) => {
      if (bitsPerSecond === 0) return;
      columns.flow.push(id);
      columns.bitsPerSecond.push(Math.round(bitsPerSecond));
      columns.bytesDown.push(bytesDown);
      columns.probability.push(hundredths(probability));
    };
    // In the order that was asked for; a flow that nobody knows has no place among those that were told of.
    let next = 0;
    const asIs = own.map((id) => (id === null ? null : (told?.flows[next++] ?? null)));
    if (rates === 'all') for (const flow of await this.#flows()) add(this.#ids.shownOf(flow), flow);
    else for (const [i, flow] of asIs.entries()) if (flow) add(flows[i]!, flow);
    const now = told ? told.now : sumOfCounts(await asked(workers.counts())).now;
    const end = Math.floor((now ?? 0) / 1000);
    return {
      time: now === null ? null : isoTime(now),
      rates: columns,
      downlink: flows.length === 0 || now === null ? null : { start: isoTime(1000 * (end - seconds)), seconds, bytes: asIs.map((flow) => (flow ? [...flow.bytes] : null)) },
    };
  }

  async counts(): Promise<ViewCounts> {
    const { workers } = this.#options;
    const [counts, partitions] = await asked(Promise.all([workers.counts(), workers.partitions()]));
    const { now, ...sum } = sumOfCounts(counts);
    return {
      time: now === null ? null : isoTime(now),
      ...sum,
      queue: { batches: partitions.reduce((lag, each) => lag + (each.lag ?? 0), 0), packets: 0, mostBatches: 0, mostPackets: 0 },
      source: null,
      partitions: partitions.map((each) => ({ ...each })),
    };
  }

  async checkReady(): Promise<void> {
    const fault = this.#events.error ?? this.#options.workers.fault;
    if (fault) throw workersAway(fault);
    const without = (await asked(this.#options.workers.partitions())).filter(({ owner }) => owner === null).map(({ partition }) => partition);
    if (without.length > 0) throw new Problem(503, 'no-worker', 'Some partitions have no worker', `found no worker of ${without.length === 1 ? 'partition' : 'partitions'} ${without.join(', ')}, expected one of each: is \`tunnelscope work\` running?`, { members: { partitions: without } });
  }

  async close(): Promise<void> {
    await this.#events.close();
    await this.#options.workers.close();
  }

  async #flows(): Promise<readonly Told[]> {
    const told = await asked(this.#options.workers.flows());
    return told.length === 1 ? told[0]!.flows : told.flatMap(({ flows }) => flows);
  }

  #matches({ flow, verdict: own, bytesDown, bytesUp }: Told, { verdict, address, protocol, tunnel, minBytes }: FlowFilter): boolean {
    if (verdict !== undefined && own !== verdict) return false;
    if (protocol !== undefined && flow.protocol !== protocol) return false;
    if (tunnel !== undefined && flow.tunnel !== tunnel) return false;
    if (minBytes !== undefined && bytesDown + bytesUp < minBytes) return false;
    const { mask } = this.#options;
    return address === undefined || mask(flow.client) === address || mask(flow.server) === address;
  }
}

/** @throws Problem in place of what says that the workers cannot be asked */
async function asked<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw workersAway(error);
  }
}
