import type { Flow, Tunnel } from '@tunnelscope/capture/batch';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { Model, Resolution } from '@tunnelscope/model';
import { doubtOf, isDoubtful } from '@tunnelscope/model/doubt';
import { judgeWindows } from '@tunnelscope/model/judge';
import { partFor } from '@tunnelscope/model/part';
import { hasTooLittle, TOO_LITTLE } from '@tunnelscope/model/too-little';
import { SAY_ALWAYS } from '@tunnelscope/model/verdict-rule';
import { flowHash } from '../flow-id.ts';
import type { PacketColumns } from '../packet-buffer.ts';
import type { WindowSample } from '../flow-record.ts';
import { ClientSide } from './client-side.ts';
import { FULL_WINDOW, type Ruling, VerdictPolicy, type WindowOutcome } from './policy.ts';
import { SecondsRing } from './seconds-ring.ts';
import { archiveWindow } from './state/archive-window.ts';
import type { StateArchive } from './state/state-archive.ts';
import { VerdictTrail } from './verdict-trail.ts';
import type { WindowStore } from './window-store.ts';

/** What is the same for all flows of a stream. */
export interface LiveContext {
  readonly kernels: Kernels;
  readonly model: Model;
  /** The side that the caller named as client; null: the traffic decides. */
  readonly clientOf: (flow: Flow) => 'a' | 'b' | null;
}

/** From one window to the next, in the first minute and later. */
const FIRST_STEP = 10_000; // ms
const STEP = 15_000;
/** After a pause as long as this begins another sitting. */
const PAUSE = 60_000;
/** A flow that has been silent for as long keeps its verdict until it sends again. */
const MOSTLY_SILENT = FULL_WINDOW / 2;
/** Windows are judged this long after their end, for packets that come in out of order. */
export const SLACK = 1000;
/** What is said where there never was enough traffic for media. */
const NO_MEDIA = { outcomes: TOO_LITTLE, rule: SAY_ALWAYS, doubtful: false };
/** What a flow takes beside its columns: measured as heap per flow, rounded up. */
const OVERHEAD = 1500; // bytes

/** One flow of a stream: a minute of its packets, its verdicts, and its last minutes for pictures. Costs do not grow with its age. */
export class LiveFlow<Store extends WindowStore = WindowStore> {
  readonly flow: Flow;
  readonly store: Store;
  readonly resolution: Resolution;
  readonly side: ClientSide;
  readonly seconds = new SecondsRing();
  readonly trail = new VerdictTrail();
  readonly policy = new VerdictPolicy();
  tunnel: Tunnel | null = null;
  /** Epoch ms of the first and latest packet. */
  readonly start: number;
  latest: number;
  packets = 0;
  bytesFromA = 0;
  bytesFromB = 0;
  /** Events so far. */
  events = 0;
  /** The last window that what is believed comes from; null before the first. A pause, which says nothing, is none. */
  window: WindowSample | null = null;
  /** Epoch ms from which on the verdict holds; null without one. */
  since: number | null = null;
  /** Epoch ms at which the next window ends. */
  nextStep: number;
  #content: number;
  /** Whether any window was looked at. */
  #sampled = false;

  constructor(flow: Flow, start: number, resolution: Resolution, store: Store, context: LiveContext) {
    this.flow = flow;
    this.store = store;
    this.resolution = resolution;
    this.side = new ClientSide(context.clientOf(flow));
    this.start = start;
    this.latest = start;
    this.#content = start;
    this.nextStep = start + FIRST_STEP;
  }

  /** Bytes of memory, about. */
  get footprint(): number {
    return OVERHEAD + this.store.footprint + this.seconds.footprint + this.trail.footprint;
  }

  get bytesDown(): number {
    return this.side.side === 'a' ? this.bytesFromB : this.bytesFromA;
  }

  get bytesUp(): number {
    return this.side.side === 'a' ? this.bytesFromA : this.bytesFromB;
  }

  /** Writes or reads all but what it was made with. */
  archive(state: StateArchive): void {
    this.store.archive(state);
    this.side.archive(state);
    this.seconds.archive(state);
    this.trail.archive(state);
    this.policy.archive(state);
    this.tunnel = state.json(this.tunnel);
    this.latest = state.number(this.latest);
    this.packets = state.number(this.packets);
    this.bytesFromA = state.number(this.bytesFromA);
    this.bytesFromB = state.number(this.bytesFromB);
    this.events = state.number(this.events);
    this.window = archiveWindow(state, this.window);
    this.since = state.perhaps(this.since);
    this.nextStep = state.number(this.nextStep);
    this.#content = state.number(this.#content);
    this.#sampled = state.flag(this.#sampled);
  }

  /** Counts traffic; the caller puts it into the store. @param time epoch ms */
  count(time: number, packets: number, bytesFromA: number, bytesFromB: number): void {
    if (time > this.latest) {
      if (time - this.latest >= PAUSE) this.#beginAt(time);
      this.latest = time;
    }
    this.packets += packets;
    this.bytesFromA += bytesFromA;
    this.bytesFromB += bytesFromB;
    this.seconds.add(time, bytesFromA, bytesFromB);
  }

  /** Counts packets `from` to before `to`; the caller puts them into the store. @returns their bytes */
  countPackets(rows: PacketColumns, from: number, to: number): number {
    let { latest } = this;
    let bytesFromA = 0;
    let bytesFromB = 0;
    for (let row = from; row < to; row++) {
      const time = rows.time[row]!;
      if (time > latest) {
        if (time - latest >= PAUSE) this.#beginAt(time);
        latest = time;
      }
      if (rows.fromA[row]) bytesFromA += rows.size[row]!;
      else bytesFromB += rows.size[row]!;
    }
    this.latest = latest;
    this.packets += to - from;
    this.bytesFromA += bytesFromA;
    this.bytesFromB += bytesFromB;
    this.seconds.addPackets(rows, from, to);
    return bytesFromA + bytesFromB;
  }

  /** Whether the client turned out to be the other end: every window so far was seen from the wrong one. */
  turn(): boolean {
    const sampled = this.#sampled;
    if (!this.side.look(this.bytesFromA, this.bytesFromB)) return false;
    this.policy.forget();
    this.window = null;
    this.#sampled = false;
    return sampled;
  }

  /** Judges the window that ends at `nextStep`. @returns what changed, or null */
  step({ kernels, model }: LiveContext): Ruling | null {
    const end = this.nextStep;
    const start = Math.max(this.#content, end - FULL_WINDOW);
    const age = end - this.#content;
    this.nextStep = end + (age < FULL_WINDOW ? FIRST_STEP : STEP);
    // Flows that a capture met at its start would otherwise all be judged in the same second for ever.
    if (age === FULL_WINDOW) this.nextStep += flowHash(this.flow) % STEP;
    if (this.latest < start) {
      this.store.forget(start);
      return this.policy.current === null ? this.#rule(this.store.sample(start, end, this.side.side, kernels), { start, end, ...NO_MEDIA }) : null;
    }
    // What stopped has not changed: windows that are mostly silence would say otherwise.
    if (this.policy.current !== null && end - this.latest > MOSTLY_SILENT) return null;
    const window = this.store.sample(start, end, this.side.side, kernels);
    this.#sampled = true;
    this.store.forget(this.nextStep - FULL_WINDOW);
    if (hasTooLittle(window)) {
      // A pause says nothing; a flow that never had more is no media.
      if (this.window !== null && hasTooLittle(this.window)) this.window = window;
      return this.policy.current === null && end - start >= FULL_WINDOW ? this.#rule(window, { start, end, ...NO_MEDIA }) : null;
    }
    const part = partFor(model, this.resolution, window.seconds);
    const doubt = doubtOf(part, window);
    if (doubt.contradictory && this.policy.current !== null && this.policy.waver({ start, end })) return null;
    return this.#rule(window, { start, end, outcomes: judgeWindows(part, [window], kernels), rule: part.rule, doubtful: isDoubtful(doubt) });
  }

  #rule(window: WindowSample, outcome: WindowOutcome): Ruling | null {
    this.window = window;
    const ruling = this.policy.rule(outcome);
    this.trail.add(outcome.end, this.policy.belief!);
    return ruling;
  }

  #beginAt(time: number): void {
    this.#content = time;
    this.nextStep = time + FIRST_STEP;
    this.policy.restart();
  }
}
