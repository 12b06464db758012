import type { FlowAbout, FlowSource, Looked, Shown } from '@tunnelscope/dashboard/flow-source';
import { RateMeter } from '@tunnelscope/dashboard/rate-meter';
import { type Row, totalsOf } from '@tunnelscope/dashboard/row';
import type { WallClock } from '@tunnelscope/detector/live/clock';
import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import { EventLineSchema } from '@tunnelscope/server/schemas/event-line';
import { fetchFlow, fetchFlows } from './fetch-flows.ts';
import { followEvents } from './follow-events.ts';
import type { RemoteFlow } from './remote-flow.ts';
import type { RemoteLink } from './remote-link.ts';
import { RemotePolling } from './remote-polling.ts';
import { RemoteTable } from './remote-table.ts';
import type { ServerClient } from './server-client.ts';
import type { ServerError } from './server-error.ts';
import { type ServerStats, serverStats } from './server-stats.ts';

export interface RemoteOptions {
  readonly client: ServerClient;
  /** How the server stood at first. */
  readonly stats: ServerStats;
  readonly clock: WallClock;
  readonly link: RemoteLink;
}

/** The flows of a server. Its events say what happened; what changes from second to second is asked for where it is on the screen. */
export class RemoteFlows implements FlowSource {
  readonly over = false;
  readonly #options: RemoteOptions;
  readonly #table = new RemoteTable();
  readonly #meter = new RateMeter();
  readonly #polling: RemotePolling;
  /** Once everything that is on the screen is known. */
  readonly ready: Promise<void>;

  constructor(options: RemoteOptions) {
    this.#options = options;
    const { client, clock, link } = options;
    this.#polling = new RemotePolling({ client, clock, table: this.#table, counted: (stats) => this.#count(stats), troubled: (error) => link.troubled(error), resync: (signal) => this.#resync(signal) });
    this.ready = this.#polling.ready;
    this.#count(options.stats);
  }

  get news(): number {
    return this.#polling.news;
  }

  async run(outer: AbortSignal): Promise<void> {
    const { client, stats, clock, link } = this.#options;
    const stop = new AbortController();
    const signal = AbortSignal.any([outer, stop.signal]);
    const connected = () => {
      link.connected();
      this.#polling.begin();
    };
    const lost = (error: ServerError, milliseconds: number) => {
      link.lost(error, clock.now() + milliseconds);
      this.#polling.pause();
    };
    const hearing = async () => {
      for await (const { data } of followEvents({ client, stats, clock, signal, connected, lost })) this.#hear(data);
    };
    try {
      await Promise.all([hearing(), this.#polling.run(signal)]);
    } catch (error) {
      stop.abort();
      if (outer.aborted) return;
      link.refused(error as Error);
      throw error;
    }
  }

  look(wall: number): Looked {
    this.#table.expire(wall, this.#options.link.isConnected);
    const all: Row[] = [];
    for (const flow of this.#table.flows()) all.push(flow.row());
    const { flows, dropped } = this.#options.link.stats;
    return { now: this.#table.now, all, totals: { ...totalsOf(all), rates: this.#meter.rates, idle: flows.idle, evicted: flows.evicted, strayPackets: dropped.stray } };
  }

  show(shown: Shown): void {
    this.#polling.show(shown);
  }

  eventsOf(number: number): readonly EventLine[] {
    for (const flow of this.#table.flows()) if (flow.number === number) return flow.events;
    return [];
  }

  async lines(rows: readonly Row[]): Promise<readonly FlowLine[]> {
    const fresh = new Map<string, FlowLine>();
    for await (const { bitsPerSecond: _rate, ended: _ended, ...line } of fetchFlows(this.#options.client, AbortSignal.timeout(30_000))) fresh.set(line.flow.id, line);
    return rows.map(({ flow, ended }) => {
      const { line } = flow as RemoteFlow;
      return ended === null ? (fresh.get(line.flow.id) ?? line) : line;
    });
  }

  async aboutNow({ flow }: Row): Promise<FlowAbout> {
    const { line } = flow as RemoteFlow;
    const told = await fetchFlow(this.#options.client, line.flow.id, AbortSignal.timeout(30_000));
    if (!told) throw new Error('the server has forgotten this flow');
    return { ...told.line, ...told.past };
  }

  #hear(data: unknown): void {
    const parsed = EventLineSchema.safeParse(data);
    // A gap, or a kind of event that only a later version knows: the list of flows tells what came of it.
    if (!parsed.success || !this.#table.hear(parsed.data, this.#options.clock.now())) this.#polling.listAnew();
  }

  #count(stats: ServerStats): void {
    this.#options.link.stats = stats;
    this.#meter.add({ time: stats.time === null ? -Infinity : Date.parse(stats.time), packets: stats.packets, bytes: stats.bytes });
  }

  async #resync(signal: AbortSignal): Promise<void> {
    const { client } = this.#options;
    this.#count(await serverStats(client, signal));
    const ids = new Set<string>();
    for await (const flow of fetchFlows(client, signal)) {
      ids.add(flow.flow.id);
      this.#table.list(flow);
    }
    this.#table.keepOnly(ids);
  }
}
