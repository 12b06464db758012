import type { Filter } from './filter/parse.ts';
import type { Looked } from './flow-source.ts';
import { type ScreenLayout, layOutScreen } from './screen-layout.ts';
import { arrange, type Frame } from './state/frame.ts';
import type { Key } from './state/key.ts';
import { reduce } from './state/reduce.ts';
import { settle, type View } from './state/selection.ts';
import { INITIAL, type UiState } from './state/ui-state.ts';
import type { WatchOptions } from './watch-options.ts';

/** Between two looks at all flows, at least; rows that change places more often could not be read. */
const LOOK_APART = 1000; // ms on the wall
/** Looking takes no more than this share of the time, however many flows there are. */
const LOOK_SHARE = 0.05;

/** What the screen shows, between the stream on one side and the keys on the other; draws nothing itself. */
export class Dashboard {
  readonly #options: WatchOptions;
  ui: UiState = INITIAL;
  frame: Frame;
  /** Whether the capture has ended, and what ended it too early: as true as the frame, and told of also while the display pauses. */
  over = false;
  error: string | null = null;
  #looked: Looked;
  #nextLook = -Infinity;
  #news: number | undefined;
  #filter: Filter = { accepts: () => true, error: null };
  /** Says what the source says; replaced by a fault that ended the stream. */
  #fault: string | null = null;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#looked = this.#look();
    this.frame = this.#arrange();
  }

  get layout(): ScreenLayout {
    const { columns = 80, rows = 24 } = this.#options.outside.stdout;
    return layOutScreen({ columns, rows }, this.ui);
  }

  /** The stream broke off. */
  fail(error: unknown): void {
    this.#fault = error instanceof Error ? error.message : String(error);
  }

  /** Looks at the flows if it is time to. @returns whether there is something new */
  refresh(): boolean {
    const { flows, source, outside: { clock } } = this.#options;
    const started = clock.now();
    const error = source.error() ?? this.#fault;
    const told = this.over === flows.over && this.error === error && this.#news === flows.news;
    [this.over, this.error, this.#news] = [flows.over, error, flows.news];
    if (this.ui.paused || (started < this.#nextLook && told)) return !told;
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
    this.#tell();
  }

  /** Says what is on the screen. */
  #tell(): void {
    const { rows, columns, tableWidth, detailWidth } = this.layout;
    const { top, place, paused } = this.ui;
    this.#options.flows.show({
      rows: tableWidth > 0 ? this.frame.rows.slice(top, top + rows) : [],
      seconds: columns.find(({ column }) => column.id === 'downlink')?.width ?? 0,
      detail: detailWidth > 0 ? (this.frame.rows[place] ?? null) : null,
      paused,
    });
  }

  #look(): Looked {
    return this.#options.flows.look(this.#options.outside.clock.now());
  }

  #arrange(): Frame {
    const { frame, filter } = arrange(this.#looked, this.ui, this.#filter);
    this.#filter = filter;
    return frame;
  }
}
