import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { LiveEvent } from '@tunnelscope/detector/live/event';
import { FlowTable } from '@tunnelscope/detector/live/flow-table';
import { type LiveOptions, tableOptions } from '@tunnelscope/detector/live/live-detector';
import { type LiveFlow, SLACK } from '@tunnelscope/detector/live/live-flow';
import { archiveTable } from '@tunnelscope/detector/live/state/archive-table';
import { openSnapshot, sealSnapshot } from '@tunnelscope/detector/live/state/snapshot';
import { SnapshotError } from '@tunnelscope/detector/live/state/snapshot-error';
import type { StateArchive } from '@tunnelscope/detector/live/state/state-archive';
import type { ToldLine } from '../read/told-lines.ts';
import { decodeMessage } from '../message/decode-message.ts';
import { VersionError } from '../message/message-error.ts';
import type { AskedTable } from '../work/table-answers.ts';
import type { PartitionSummary } from '../work/partition-function.ts';
import { Behind } from './behind.ts';
import { feedRows } from './feed-rows.ts';
import { FlowIndex } from './flow-index.ts';
import { FlowNames } from './flow-names.ts';
import { LostPackets } from './lost-packets.ts';
import { mergeRows } from './merge-rows.ts';
import { packetsBefore, packetsIn, type Rows, type TapItem } from './rows.ts';
import { TapStream } from './tap-stream.ts';
import { toldLines } from './told-lines.ts';
import { awaitedOf, nextTurn, type Turn } from './taps.ts';

/** Of a snapshot: raised with whatever changes in what it holds, also in the flows. */
const SNAPSHOT = { kind: 'partition', version: 2 } as const;

/** The same detector as everywhere, for one partition of the flows. */
export class LivePartition implements AskedTable {
  readonly #options: LiveOptions;
  readonly #table: FlowTable;
  readonly #names: FlowNames;
  readonly #taps = new Map<string, TapStream>();
  readonly #lost = new LostPackets();
  readonly #behind = new Behind();
  readonly #index: FlowIndex;
  late = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#table = new FlowTable(tableOptions(options));
    this.#names = new FlowNames(this.#table);
    this.#index = new FlowIndex(this.#table);
  }

  take(tap: string, bytes: Uint8Array): readonly EventLine[] {
    const message = decodeMessage(bytes);
    const stream = this.#taps.get(tap) ?? new TapStream(tap);
    // A tap that is not sure whether the server has a message sends it again.
    if (!stream.isNew(message.header)) return [];
    const missing = stream.put(message, this.#names);
    this.#taps.set(tap, stream);
    if (missing > 0) this.#lost.add({ tap, packets: null, from: Math.max(0, this.now), to: Math.max(0, this.now) });
    const lines: EventLine[] = [];
    for (;;) {
      const turn = nextTurn(this.#running());
      if (!turn) return lines;
      for (const events of this.#do(turn)) lines.push(...this.#lines(events));
    }
  }

  get summary(): PartitionSummary {
    const { counts, flows, now } = this.#table;
    return { flows: flows.size, packets: counts.packets, lost: this.#lost.total, late: this.late, now: Number.isFinite(now) ? now : null };
  }

  /** Taps that others' packets wait for. */
  get awaited(): readonly string[] {
    return awaitedOf(this.#running());
  }

  get now(): number {
    return this.#table.now;
  }

  /** All that is counted; of a message that is missing nobody knows the packets. */
  get counts() {
    return this.#table.counts;
  }

  get lost(): number {
    return this.#lost.total;
  }

  readonly flows = (): Iterable<LiveFlow> => this.#table.flows.values();

  readonly flowOf = (id: string): LiveFlow | undefined => this.#index.flowOf(id);

  readonly sinceOf = ({ since }: LiveFlow): number | null => since;

  readonly snapshot = (): Uint8Array => sealSnapshot(SNAPSHOT, (state) => this.#archive(state));

  /** Goes on where an earlier owner was. @throws VersionError for a snapshot of a newer version; SnapshotError */
  restore(bytes: Uint8Array): void {
    try {
      const state = openSnapshot(bytes, SNAPSHOT);
      this.#archive(state);
      state.end();
    } catch (error) {
      throw error instanceof SnapshotError && error.newer ? new VersionError(error.message) : error;
    }
  }

  /** In the order of their names: nothing may depend on who came first. */
  #running(): TapStream[] {
    return [...this.#taps.values()].filter(({ ended }) => !ended).sort((x, y) => (x.name < y.name ? -1 : 1));
  }

  *#do({ items, sweep }: Turn): Generator<LiveEvent[], void, undefined> {
    const rows = items.map(({ tap, items: said }) => said.filter((item): item is Rows => 'runFlow' in item).map((item) => this.#counted(tap, item)));
    const merged = rows.filter((steps) => steps.length > 0).length > 1 ? mergeRows(rows) : rows.flat();
    for (const step of merged) feedRows(this.#table, step);
    for (const { tap, items: said } of items) {
      for (const item of said) {
        if ('runFlow' in item) this.#release(item.evictedFlows, true);
        else yield* this.#heed(tap, item);
      }
    }
    if (sweep !== null) {
      if (this.#behind.isHopeless(sweep, this.#table.now, this.#running())) yield* this.#table.setBack();
      if (sweep > this.#table.now) yield* this.#table.sweep(sweep);
    }
    yield this.#table.take();
  }

  #counted(tap: TapStream, rows: Rows): Rows {
    tap.waiting -= packetsIn(rows);
    if (tap.reached < this.#table.now) this.late += packetsBefore(rows, this.#table.now - SLACK);
    return rows;
  }

  /** Names of flows were given up. @param evicted whether because the flows have ended, if nobody else knows better */
  #release(numbers: readonly number[], evicted: boolean): void {
    for (const number of numbers) {
      if (!this.#names.release(number)) continue;
      if (evicted) this.#table.end(number, 'evicted');
      this.#names.drop(number);
    }
  }

  *#heed(tap: TapStream, item: Exclude<TapItem, Rows>): Generator<LiveEvent[], void, undefined> {
    if (item.kind === 'lost') this.#lost.add({ tap: tap.name, packets: item.packets, from: item.from, to: item.to });
    if (item.kind === 'released') this.#release(item.released, false);
    if (item.kind === 'setBack') {
      tap.reached = -Infinity;
      yield* this.#table.setBack();
    }
    if (item.kind !== 'end') return;
    // It may have begun another run, which waits.
    tap.ended = tap.run === item.run;
    tap.reached = -Infinity;
    tap.endedAt = item.now;
    if (this.#running().every((other) => other === tap)) {
      const taps = [...this.#taps.values()];
      yield* this.#table.finish(Math.max(...taps.map(({ endedAt }) => endedAt)));
      for (const ended of taps) ended.endedAt = -Infinity;
      yield this.#table.take();
      this.#table.now = -Infinity;
    }
    this.#release(item.released, false);
    if (this.#running().length === 0) this.#names.dropAll();
  }

  #lines(events: readonly LiveEvent[]): ToldLine[] {
    const lines = toldLines(events, { table: this.#table, lost: this.#lost, model: this.#options.model });
    for (const { kind, flow } of events) if (kind === 'end') this.#names.drop(flow.number);
    return lines;
  }

  #archive(state: StateArchive): void {
    this.late = state.number(this.late);
    this.#behind.archive(state);
    this.#lost.archive(state);
    archiveTable(state, this.#table);
    const next = state.number(this.#names.next);
    for (const name of state.json([...this.#taps.keys()])) {
      const tap = this.#taps.get(name) ?? new TapStream(name);
      tap.archive(state);
      this.#taps.set(name, tap);
    }
    // Of a partition that is written this has been done already.
    if (this.#names.next !== next) this.#names.resume(next, [...this.#taps.values()].flatMap(({ held }) => held));
  }
}
