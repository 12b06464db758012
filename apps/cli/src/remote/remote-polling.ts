import type { Shown } from '@tunnelscope/dashboard/flow-source';
import type { WallClock } from '@tunnelscope/detector/live/clock';
import { TrafficSchema } from '@tunnelscope/server/schemas/traffic';
import { fetchFlow, fetchFlows, fetchVerdicts } from './fetch-flows.ts';
import type { RemoteFlow } from './remote-flow.ts';
import type { RemoteTable } from './remote-table.ts';
import type { ServerClient } from './server-client.ts';
import { ServerError } from './server-error.ts';
import { type ServerStats, serverStats } from './server-stats.ts';
import { Wakeable } from './wakeable.ts';

export interface PollingOptions {
  readonly client: ServerClient;
  readonly clock: WallClock;
  readonly table: RemoteTable;
  readonly counted: (stats: ServerStats) => void;
  /** Told what it could not be asked for, though there is a connection; null once it can be. */
  readonly troubled: (error: ServerError | null) => void;
  /** Makes the table what the server has. */
  readonly resync: (signal: AbortSignal) => Promise<void>;
}

/** From one look at what is on the screen to the next. */
const TICK = 1000; // ms
/** After what came to the screen only now. */
const SOON = 150;
/** The rates of all flows are asked for as often as this many bytes a second allow. */
const RATE_BUDGET = 16_000;
const COUNTERS = 2000;
/** From one look at all about the flow in the detail pane to the next: a verdict comes no faster. */
const PAST = 5000;
/** A request names no more flows. */
const MOST_FLOWS = 200;
const MOST_SECONDS = 300;

/** Asks for what changes from second to second, of what is on the screen; nothing while the display pauses or there is no connection. */
export class RemotePolling {
  /** Counts what came that the screen waited for. */
  news = 0;
  /** Once everything that is on the screen is known. */
  readonly ready: Promise<void>;
  readonly #options: PollingOptions;
  readonly #wakeable: Wakeable;
  readonly #ready = Promise.withResolvers<void>();
  #shown: Shown = { rows: [], seconds: 0, detail: null, paused: false };
  #connected = false;
  #listed = false;
  #nextRates = -Infinity;
  #nextCounters = -Infinity;

  constructor(options: PollingOptions) {
    this.#options = options;
    this.#wakeable = new Wakeable(options.clock);
    this.ready = this.#ready.promise;
  }

  /** There is a connection: what was known may be of before. */
  begin(): void {
    this.#connected = true;
    this.listAnew();
  }

  /** There is none. */
  pause(): void {
    this.#connected = false;
  }

  /** Something happened that only the whole list tells the outcome of. */
  listAnew(): void {
    this.#listed = false;
    this.#wakeable.wake();
  }

  show(shown: Shown): void {
    const known = new Set(this.#shown.rows.map(({ number }) => number));
    const moved = shown.detail?.number !== this.#shown.detail?.number || shown.rows.some(({ number }) => !known.has(number)) || shown.paused !== this.#shown.paused;
    this.#shown = shown;
    if (moved) this.#wakeable.wake();
  }

  /** @throws ServerError that trying again does not help */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#connected) await this.#look(signal);
        this.#options.troubled(null);
      } catch (error) {
        if (signal.aborted) return;
        // Whoever follows the events finds out whether the connection as a whole is gone.
        if (!(error instanceof ServerError && error.passing)) throw error;
        this.#options.troubled(error);
      }
      await this.#wakeable.sleep(TICK, SOON, signal);
    }
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { table, clock, resync, counted, client } = this.#options;
    if (!this.#listed) {
      this.#listed = true;
      await resync(signal).catch((error: unknown) => {
        this.#listed = false;
        throw error;
      });
      this.#nextRates = -Infinity;
    }
    if (this.#shown.paused) return;
    const { rows, detail, seconds } = this.#shown;
    const visible = [...new Set([...rows, ...(detail ? [detail] : [])])].map(({ flow }) => flow as RemoteFlow).filter(({ ended }) => ended === null).slice(0, MOST_FLOWS);
    const fresh = visible.filter(({ knownTo }) => knownTo === -Infinity || table.now / 1000 - knownTo > seconds);
    const known = visible.filter((flow) => !fresh.includes(flow));
    const behind = Math.max(...known.map(({ knownTo }) => Math.ceil(table.now / 1000 - knownTo)), 0);
    await this.#measure(known, behind + 3, clock.now() >= this.#nextRates, signal);
    if (fresh.length > 0) await this.#measure(fresh, Math.max(seconds, 1), false, signal);
    if (fresh.length > 0 || behind > 2) this.news++;
    if (clock.now() >= this.#nextCounters) {
      this.#nextCounters = clock.now() + COUNTERS;
      counted(await serverStats(client, signal));
    }
    if (detail) await this.#tell(detail.flow as RemoteFlow, signal);
    if (rows.length > 0 || table.now === -Infinity || detail) this.#ready.resolve();
  }

  async #measure(flows: readonly RemoteFlow[], seconds: number, all: boolean, signal: AbortSignal): Promise<void> {
    if (flows.length === 0 && !all) return;
    const { client, clock, table } = this.#options;
    const ids = flows.map(({ line }) => line.flow.id);
    const wanted = ids.length === 0 ? '' : `&flows=${ids.join(',')}&seconds=${Math.min(MOST_SECONDS, seconds)}`;
    const { data, bytes } = await client.get(`v1/traffic?rates=${all ? 'all' : 'asked'}${wanted}`, TrafficSchema, signal);
    const unknown = table.measure(data, ids, all);
    if (all) this.#nextRates = clock.now() + Math.max(TICK, (1000 * bytes) / RATE_BUDGET);
    if (unknown.length === 0) return;
    const missing = new Set(unknown);
    // They are among those that began last.
    for await (const flow of fetchFlows(client, signal, Math.min(1000, unknown.length + 20))) {
      if (!table.follows(flow.flow.id)) table.list(flow);
      missing.delete(flow.flow.id);
      if (missing.size === 0) return;
    }
  }

  async #tell(flow: RemoteFlow, signal: AbortSignal): Promise<void> {
    const { client, clock, table } = this.#options;
    if (clock.now() < flow.toldAt + (flow.ended === null ? PAST : Infinity)) return;
    const told = await fetchFlow(client, flow.line.flow.id, signal);
    if (!told) {
      flow.toldAt = clock.now();
      return;
    }
    flow.tell(told.line, told.past, clock.now());
    if (!flow.remembered) flow.remember(await fetchVerdicts(client, flow.line.flow.id, signal));
    flow.remembered = true;
    this.news++;
    table.now = Math.max(table.now, 1000 * flow.knownTo);
  }
}
