import type { UiState } from './state/ui-state.ts';
import { layOut, type PlacedColumn } from './table/layout.ts';

/** Where things are on the screen, in cells and lines. */
export interface ScreenLayout {
  readonly width: number;
  /** Lines between header and footer. */
  readonly bodyHeight: number;
  /** 0: the table is not shown. */
  readonly tableWidth: number;
  /** 0: the detail is not shown. */
  readonly detailWidth: number;
  readonly columns: readonly PlacedColumn[];
  /** Rows of the table that are seen at once. */
  readonly rows: number;
}

/** Lines of the header, and of the footer. */
const HEADER = 2;
const FOOTER = 1;
/** From this width on the detail stands beside the table. */
const BESIDE = 140;
/** Cells of the table then: all of its columns but for long addresses. */
const TABLE_BESIDE = 0.6;

/** @param size of the terminal */
export function layOutScreen({ columns: width, rows: height }: { readonly columns: number; readonly rows: number }, ui: Pick<UiState, 'mode' | 'hidden'>): ScreenLayout {
  const bodyHeight = Math.max(1, height - HEADER - FOOTER);
  const alone = ui.mode.kind === 'detail';
  const beside = !alone && width >= BESIDE;
  const tableWidth = alone ? 0 : beside ? Math.floor(TABLE_BESIDE * width) : width;
  const detailWidth = alone ? width : beside ? width - tableWidth - 1 : 0;
  const columns = layOut((tableWidth || width) - 1, ui.hidden);
  return { width, bodyHeight, tableWidth, detailWidth, columns, rows: Math.max(1, bodyHeight - 1) };
}
