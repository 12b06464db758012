import type { CaptureStatistics } from '@tunnelscope/capture/statistics';
import type { Output } from '../output.ts';
import type { TableView } from '../table/view.ts';
import type { Column } from './column.ts';

/** Takes results one by one and writes them in its own form. */
export interface Sink<Row> {
  write(row: Row): Promise<void>;
  /** All rows of a file are written. */
  endFile(file: string, statistics: CaptureStatistics): Promise<void>;
  /** All files are. */
  end(): Promise<void>;
}

/** What a kind of result looks like in each form. As JSON a row is itself. */
export interface Shape<Row> {
  readonly columns: readonly Column<Row>[];
  /** null for what is no table for people. */
  readonly view: TableView<Row> | null;
}

/** How every sink is opened. */
export type OpenSink = <Row extends object>(shape: Shape<Row>, output: Output) => Sink<Row>;
