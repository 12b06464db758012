import type { LiveEvent } from '@tunnelscope/detector/live/event';
import type { Filter } from './filter/parse.ts';
import { type ScreenLayout, layOutScreen } from './screen-layout.ts';
import { arrange, type Frame, lookAt } from './state/frame.ts';
import { History } from './state/history.ts';
import type { Key } from './state/key.ts';
import { RateMeter } from './state/rate-meter.ts';
import { reduce } from './state/reduce.ts';
import { settle, type View } from './state/selection.ts';
import { INITIAL, type UiState } from './state/ui-state.ts';
import type { WatchOptions } from './watch-options.ts';

type Looked = Pick<Frame, 'now' | 'totals' | 'all'>;

/** Between two looks at all flows, at least; rows that change places more often could not be read. */
const LOOK_APART = 1000; // ms on the wall
/** Looking takes no more than this share of the time, however many flows there are. */
const LOOK_SHARE = 0.05;
const DEFAULT_KEEP = 10; // s

/** What the screen shows, between the stream on one side and the keys on the other; draws nothing itself. */
export class Dashboard {
  readonly #options: WatchOptions;
  readonly #meter = new RateMeter();
  readonly history: History;
  /** What is shown in place of an address. */
  readonly mask: (address: string) => string;
  ui: UiState = INITIAL;
  frame: Frame;
  /** Whether the capture has ended, and what ended it too early: as true as the frame, and told of also while the display pauses. */
  over = false;
  error: string | null = null;
  #looked: Looked;
  #nextLook = -Infinity;
  #filter: Filter = { accepts: () => true, error: null };
  /** Says what the source says; replaced by a fault that ended the stream. */
  #fault: string | null = null;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.mask = options.mask ?? ((address) => address);
    this.history = new History(options.keepSeconds ?? DEFAULT_KEEP);
    this.#looked = this.#look();
    this.frame = this.#arrange();
  }

  get layout(): ScreenLayout {
    const { columns = 80, rows = 24 } = this.#options.outside.stdout;
    return layOutScreen({ columns, rows }, this.ui);
  }

  /** The stream went on. */
  hear(events: readonly LiveEvent[]): void {
    const { now, counts } = this.#options.detector;
    this.history.add(events, this.#options.outside.clock.now());
    this.#meter.add({ time: now, packets: counts.packets, bytes: counts.bytes });
  }

  /** The stream broke off. */
  fail(error: unknown): void {
    this.#fault = error instanceof Error ? error.message : String(error);
  }

  /** Looks at the flows if it is time to. @returns whether there is something new */
  refresh(): boolean {
    const { clock } = this.#options.outside;
    const started = clock.now();
    const error = this.#options.source.error() ?? this.#fault;
    const told = this.over === this.history.over && this.error === error;
    [this.over, this.error] = [this.history.over, error];
    if (this.ui.paused || (started < this.#nextLook && told)) return !told;
    this.history.pass(started);
    this.#looked = this.#look();
    this.#show();
    const took = clock.now() - started;
    this.#nextLook = started + Math.max(LOOK_APART, took / LOOK_SHARE);
    return true;
  }

  press(key: Key): void {
    const before = this.ui;
    this.ui = reduce(before, key, this.#view());
    if (this.ui.paused !== before.paused) this.#nextLook = -Infinity;
    this.refresh();
    this.#show();
  }

  /** What became of an export. */
  exported(message: string): void {
    this.ui = { ...this.ui, mode: { kind: 'table' }, message };
  }

  /** The size of the screen has changed. */
  resized(): void {
    this.ui = settle(this.ui, this.#view());
  }

  #view(): View {
    const { rows, columns } = this.layout;
    return { order: this.frame.order, height: rows, columns: columns.map(({ column }) => column.id) };
  }

  #show(): void {
    this.frame = this.#arrange();
    this.ui = settle(this.ui, this.#view());
  }

  #look(): Looked {
    return lookAt(this.#options.detector, this.history, this.#meter, this.mask);
  }

  #arrange(): Frame {
    const { frame, filter } = arrange(this.#looked, this.ui, this.#filter);
    this.#filter = filter;
    return frame;
  }
}
