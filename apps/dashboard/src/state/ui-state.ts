import type { ColumnId } from '../table/columns.ts';

/** Everything that keys change. Plain data: reduce makes the next one. */
export interface UiState {
  /** Number of the selected flow; null: there is none. Once chosen, it stays selected when the order changes. */
  readonly selected: number | null;
  /** Whether the user chose it: until then the flow at the top is selected, whichever that is. */
  readonly chosen: boolean;
  /** Place of the selected flow in the table when it was last there: one that leaves hands over to its neighbour. */
  readonly place: number;
  /** First row on the screen. */
  readonly top: number;
  readonly sort: ColumnId;
  readonly reverse: boolean;
  readonly filter: string;
  readonly hidden: readonly ColumnId[];
  /** Seconds that pictures show. */
  readonly windowSeconds: number;
  readonly paused: boolean;
  readonly mode: Mode;
  /** Said in the last line until the next key; null: nothing. */
  readonly message: string | null;
  /** The code to leave with; null: stay. */
  readonly exit: 0 | 130 | null;
}

type Mode =
  | { readonly kind: 'table' }
  | { readonly kind: 'detail' }
  | { readonly kind: 'help' }
  /** The filter is being typed; Esc goes back to the one before. */
  | { readonly kind: 'filter'; readonly before: string }
  | { readonly kind: 'columns'; readonly place: number }
  | { readonly kind: 'export'; readonly what: 'flow' | 'table'; readonly file: string }
  /** A file that the user asked for waits to be written. */
  | { readonly kind: 'exporting'; readonly what: 'flow' | 'table'; readonly file: string };

/** Lengths of pictures to choose from. */
export const WINDOWS: readonly number[] = [60, 120, 300]; // s

export const INITIAL: UiState = {
  selected: null,
  chosen: false,
  place: 0,
  top: 0,
  sort: 'rate',
  reverse: false,
  filter: '',
  // How long ago is what since says already; it would leave the picture too little room.
  hidden: ['for'],
  windowSeconds: 120,
  paused: false,
  mode: { kind: 'table' },
  message: null,
  exit: null,
};
