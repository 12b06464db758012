import type { ColumnId } from '../table/columns.ts';
import type { UiState } from './ui-state.ts';

/** What the screen shows, as far as keys depend on it. */
export interface View {
  /** Numbers of the flows in the table, in its order. */
  readonly order: readonly number[];
  /** Rows of the table on the screen. */
  readonly height: number;
  /** Columns that are shown, from left to right. */
  readonly columns: readonly ColumnId[];
}

/** Selects the flow at this place, or the nearest one there is, as the user wants it. */
export function moveTo(state: UiState, place: number, view: View): UiState {
  return { ...selectAt(state, place, view), chosen: true };
}

function selectAt(state: UiState, place: number, { order, height }: View): UiState {
  const to = Math.max(0, Math.min(order.length - 1, place));
  return scrolled({ ...state, place: to, selected: order[to] ?? null }, order.length, height);
}

/** The state once the order has changed: the chosen flow stays selected; if that is gone, its neighbour is. */
export function settle(state: UiState, view: View): UiState {
  if (!state.chosen) return selectAt(state, 0, view);
  const place = state.selected === null ? -1 : view.order.indexOf(state.selected);
  if (place < 0) return selectAt(state, state.place, view);
  return scrolled({ ...state, place }, view.order.length, view.height);
}

/** Scrolls no further than needed to have the selection on the screen, and no empty rows below the last. */
function scrolled(state: UiState, count: number, height: number): UiState {
  const { place, top } = state;
  const seen = Math.min(Math.max(top, place - height + 1), place);
  return { ...state, top: Math.max(0, Math.min(seen, count - height)) };
}
