import { SecondColumns } from '../second-columns.ts';
import type { CaptureStatistics } from '../statistics.ts';
import type { NetworkStatsColumns } from './header.ts';
import type { Row } from './row.ts';
import type { RowSink } from './row-sink.ts';

/** Rows of the regular form: counts only. */
export class SecondRows implements RowSink {
  readonly batches: SecondColumns;
  readonly #columns: NetworkStatsColumns;
  readonly #statistics: CaptureStatistics;
  #bytes12 = 0;
  #bytes21 = 0;
  #packets12 = 0;
  #packets21 = 0;

  constructor(columns: NetworkStatsColumns, statistics: CaptureStatistics, batchSize: number) {
    this.batches = new SecondColumns(batchSize);
    this.#columns = columns;
    this.#statistics = statistics;
  }

  read(row: Row): null {
    const { bytes12, bytes21, packets12, packets21 } = this.#columns;
    this.#bytes12 = row.whole(bytes12);
    this.#bytes21 = row.whole(bytes21);
    this.#packets12 = row.whole(packets12);
    this.#packets21 = row.whole(packets21);
    return null;
  }

  add(time: number, flow: number, fromA: number): void {
    this.#statistics.packets += this.#packets12 + this.#packets21;
    this.#statistics.bytes += this.#bytes12 + this.#bytes21;
    if (fromA === 1) this.batches.add(time, flow, this.#bytes12, this.#bytes21, this.#packets12, this.#packets21);
    else this.batches.add(time, flow, this.#bytes21, this.#bytes12, this.#packets21, this.#packets12);
  }
}
