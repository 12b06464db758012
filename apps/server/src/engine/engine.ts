import type { CaptureBatch, Flow } from '@tunnelscope/capture/batch';
import { flowEnds } from '@tunnelscope/detector/live/flow-line';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { PacketOrigin } from '../metrics.ts';
import type { JournalBatch } from '../store/journal.ts';
import type { EngineOptions } from './engine-options.ts';
import { EventFeed } from './event-feed.ts';
import { EventKeeper } from './event-keeper.ts';
import type { EventRecord } from './event-record.ts';
import { EventRecorder } from './event-recorder.ts';
import { flowDetail } from './flow-detail.ts';
import { FlowNumbers } from './flow-numbers.ts';
import { type Acceptance, checkClock, journalBatch } from './intake.ts';
import { registerGauges } from './metered.ts';
import { queueFull } from './queue-full.ts';
import { translatePushed } from './translate.ts';
import { parseBody } from './wire/parse-body.ts';
import type { PushedBatch } from './wire/pushed-batch.ts';
import { TURN_PACKETS, TURNS, type Turn } from './turn.ts';
import { DEFAULT_QUEUE, WorkQueue } from './work-queue.ts';

/** How often time is told to pass. */
const TICK = 500; // ms
/** What is further behind the stream's time than this would set its clock back. */
const LATE = 60_000; // ms
/** Windows reach back a minute, and a little for packets out of order. */
const WINDOW = 75_000; // ms

/** The running detector: batches go in, events are kept in the store and then handed to who follows them. */
export class Engine {
  readonly detector: LiveDetector;
  readonly feed: EventFeed;
  readonly numbers: FlowNumbers;
  readonly queue: WorkQueue<Turn>;
  /** What is shown in place of an address. */
  readonly mask: (address: string) => string;
  /** Packets that came too late to be judged. */
  latePackets = 0;
  readonly keeper: EventKeeper;
  /** Nothing more is taken in. */
  closing = false;
  readonly #options: EngineOptions;
  readonly #recorder: EventRecorder;
  #turning: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #toldAt: number;

  constructor(options: EngineOptions) {
    const { kernels, model, store, clock, mask } = options;
    this.#options = options;
    this.mask = mask;
    this.detector = new LiveDetector({ kernels, model, ...options.detector });
    this.feed = new EventFeed(store.events);
    this.numbers = new FlowNumbers((flow: Flow) => flowEnds({ flow, tunnel: null }, 'a', mask).id);
    this.queue = new WorkQueue({ ...DEFAULT_QUEUE, ...options.queue });
    this.#recorder = new EventRecorder({ detector: this.detector, store, metrics: options.metrics, mask, detailOf: (flow) => JSON.stringify(this.detailOf(flow)) });
    this.keeper = new EventKeeper({ ...options, feed: this.feed });
    this.#toldAt = clock.now();
    registerGauges(options.metrics.registry, this);
  }

  /** Takes up what a server before this one had accepted, and begins to work. */
  start(): void {
    const { journal } = this.#options.store;
    for (const { position, format, body, applied } of journal.kept()) {
      const pushed = parseBody(format, body);
      // What these packets led to was kept and sent; only the windows are made again.
      if (applied) this.detector.feed(this.#translate(pushed));
      else this.queue.force({ batch: () => this.#translate(pushed), origin: 'sensor', position, done: () => {} }, pushed.count);
    }
    for (const number of this.detector.flows.keys()) this.#recorder.resume(number, this.numbers.idOf(number)!);
    this.#toldAt = this.#options.clock.now();
    this.#timer = setInterval(() => this.#tick(), TICK);
    this.#turn();
  }

  /**
   * Takes a sensor's batch in, once.
   * @param body the batch as it was sent
   * @returns once it is on the disk: whatever happens then, it will be judged
   * @throws Problem if it cannot be taken; StoreError
   */
  async push(pushed: PushedBatch, format: JournalBatch['format'], body: Uint8Array): Promise<Acceptance> {
    const { store, clock } = this.#options;
    checkClock(pushed, clock.wall());
    const { sensor, sequence, count } = pushed;
    if (this.closing || !this.queue.reserve(count)) throw queueFull(this.queue, this.closing);
    const position = await journalBatch(store, pushed, format, body).catch((error: unknown) => {
      this.queue.release(count);
      throw error;
    });
    if (position === null) {
      this.queue.release(count);
      return { sensor, sequence, packets: 0, late: 0, duplicate: true };
    }
    const earliest = this.#earliest();
    const late = pushed.time.reduce((sum, time) => sum + (time < earliest ? 1 : 0), 0);
    this.queue.push({ batch: () => this.#translate(pushed), origin: 'sensor', position, done: () => {} }, count);
    this.#turn();
    return { sensor, sequence, packets: count - late, late, duplicate: false };
  }

  /** Lets a batch of a stream that is read here have its turn. @param batch made when it is its turn @returns once that is over */
  judge(batch: () => CaptureBatch, packets: number): Promise<void> {
    return new Promise((resolve) => {
      this.queue.force({ batch, origin: 'live', position: null, done: resolve }, packets);
      this.#turn();
    });
  }

  /** Epoch ms from which on a flow's verdict holds; null if it has none. */
  sinceOf(number: number): number | null {
    return this.#recorder.sinceOf(number);
  }

  /** A flow's traffic, and why it is judged as it is. */
  detailOf(flow: LiveFlow) {
    return flowDetail(flow, Math.max(this.detector.now, flow.latest), this.#options.model, this.#options.kernels);
  }

  /** Judges what was accepted, ends all flows and keeps what that leads to. What cannot be kept stays in the journal. */
  async close(): Promise<void> {
    this.closing = true;
    clearInterval(this.#timer);
    this.keeper.close();
    while (this.#turning) await this.#turning;
    if (this.queue.ready) await this.#work();
    if (this.keeper.fault) return;
    await this.#keep(await this.#recorder.recorded([this.detector.end()]), []);
    if (!this.keeper.fault) await this.keeper.forgetBatches();
  }

  /** Lets the queue be worked off, if nobody does so already. */
  #turn(): void {
    this.#turning ??= this.#work().finally(() => {
      this.#turning = null;
      if (this.queue.ready && !this.closing) this.#turn();
    });
  }

  async #work(): Promise<void> {
    while (this.queue.ready) {
      const turns = this.queue.take(TURNS, TURN_PACKETS);
      const records: EventRecord[] = [];
      for (const { batch, origin } of turns) records.push(...(await this.#feed(batch(), origin)));
      await this.#keep(records, turns.flatMap(({ position }) => position ?? []));
      this.queue.finish();
      for (const { done } of turns) done();
      if (this.keeper.fault) return;
    }
  }

  async #feed(batch: CaptureBatch, origin: PacketOrigin): Promise<EventRecord[]> {
    const { packets, bytes } = this.detector.counts;
    const records = await this.#recorder.recorded(this.detector.feeding(batch));
    this.#toldAt = this.#options.clock.now();
    const { counts } = this.detector;
    this.#options.metrics.packets.inc({ source: origin }, counts.packets - packets);
    this.#options.metrics.bytes.inc({ source: origin }, counts.bytes - bytes);
    return records;
  }

  #translate(pushed: PushedBatch): CaptureBatch {
    const { batch, late } = translatePushed(pushed, this.numbers, this.#earliest());
    this.latePackets += late;
    if (late > 0) this.#options.metrics.dropped.inc({ reason: 'late' }, late);
    return batch;
  }

  /** Epoch ms of the oldest packet that running flows can still take. */
  #earliest(): number {
    return this.detector.flows.size > 0 ? this.detector.now - LATE + 1 : -Infinity;
  }

  #tick(): void {
    if (this.#turning || this.closing) return;
    this.#turning = this.#pass().finally(() => {
      this.#turning = null;
      if (this.queue.ready) this.#turn();
    });
  }

  async #pass(): Promise<void> {
    const { clock } = this.#options;
    const silence = clock.now() - this.#toldAt;
    this.#toldAt = clock.now();
    if (this.detector.now > -Infinity) await this.#keep(await this.#recorder.recorded(this.detector.passing(this.detector.now + silence)), []);
    // Packets are judged meanwhile.
    void this.keeper.retainIfDue();
  }

  #keep(records: readonly EventRecord[], positions: readonly number[]): Promise<void> {
    return this.keeper.keep(records, positions, this.detector.now - WINDOW);
  }
}
