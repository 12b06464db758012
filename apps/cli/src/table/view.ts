import type { CaptureStatistics } from '@tunnelscope/capture/statistics';
import type { Output, Style } from '../output.ts';
import type { Ranking } from './heaviest-rows.ts';

/** How a kind of result is shown as a table. */
export interface TableView<Row> extends Ranking<Row> {
  readonly columns: readonly TableColumn<Row>[];
  /** Rows that are shown at most; 0 = all. */
  readonly top: number;
  /** A table for each file, or one for all of them. */
  readonly perFile: boolean;
  /** Lines above a file's table. */
  heading(file: string, statistics: CaptureStatistics, output: Output): string[];
  /** Lines below a table. @param count rows that there are, those not shown included */
  below(shown: readonly Row[], count: number, output: Output): string[];
  /** Lines at the very end. */
  closing(output: Output): string[];
}

export interface TableColumn<Row> {
  readonly heading: string;
  readonly align: 'left' | 'right';
  readonly text: (row: Row) => string;
  /** Width that it has at least, so that tables below each other look alike. */
  readonly least?: number;
  /** What is said where there is too little width for `text`. */
  readonly short?: (row: Row) => string;
  /** Left out where no row has a text in it. */
  readonly sparse?: true;
  readonly style?: (row: Row) => Style | readonly Style[] | null;
  /** Where the table is too wide the columns with the smallest number are shortened or left out first; Infinity: never left out. */
  readonly importance: number;
}
