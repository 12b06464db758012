import { LONGEST_PACKET } from '../ip/packet.ts';
import { PacketColumns } from '../packet-columns.ts';
import { type CaptureStatistics, skip, type WarningKind } from '../statistics.ts';
import type { NetworkStatsColumns } from './header.ts';
import { PacketList } from './packet-list.ts';
import type { Row } from './row.ts';
import type { RowSink } from './row-sink.ts';

/** What a packet's direction is written as when IP1 sent it, and when IP2 did. */
const FROM_IP1 = 1;
const FROM_IP2 = 2;

/** Rows of the extended form: counts, and a time, a size and a direction for every packet. */
export class PacketRows implements RowSink {
  readonly batches: PacketColumns;
  readonly #columns: NetworkStatsColumns;
  readonly #statistics: CaptureStatistics;
  readonly #times = new PacketList();
  readonly #sizes = new PacketList();
  readonly #dirs = new PacketList();

  constructor(columns: NetworkStatsColumns, statistics: CaptureStatistics, batchSize: number) {
    this.batches = new PacketColumns(batchSize);
    this.#columns = columns;
    this.#statistics = statistics;
  }

  read(row: Row): WarningKind | null {
    const { bytes12, bytes21, packets12, packets21, packetTimes, packetSizes, packetDirs } = this.#columns;
    const expected = [row.whole(bytes12), row.whole(bytes21), row.whole(packets12), row.whole(packets21)];
    readList(row, packetTimes, this.#times, 'epoch milliseconds');
    readList(row, packetSizes, this.#sizes, 'a size in bytes');
    readList(row, packetDirs, this.#dirs, `${FROM_IP1} or ${FROM_IP2}`);
    this.#checkRanges(row);
    const lists = [this.#times, this.#sizes, this.#dirs];
    if (lists.some((list) => list.count !== this.#times.count)) return 'packet columns differ in length';
    if (lists.some((list) => list.count > 0 && !list.closed)) return 'packet column without its last semicolon';
    const counted = this.#count();
    return expected.every((value, index) => value === counted[index]) ? null : 'packet columns disagree with counts';
  }

  add(_time: number, flow: number, fromA: number): void {
    const times = this.#times.values;
    const sizes = this.#sizes.values;
    const dirs = this.#dirs.values;
    const count = Math.min(this.#times.count, this.#sizes.count, this.#dirs.count);
    const longest = Math.max(this.#times.count, this.#sizes.count, this.#dirs.count);
    if (longest > count) skip(this.#statistics, 'incomplete packet columns', longest - count);
    const order = ascendingOrder(times, count);
    for (let index = 0; index < count; index++) {
      const packet = order ? order[index]! : index;
      const size = sizes[packet]!;
      this.#statistics.bytes += size;
      this.batches.add(times[packet]!, 0, size, flow, dirs[packet] === FROM_IP1 ? fromA : 1 - fromA);
    }
    this.#statistics.packets += count;
  }

  #checkRanges(row: Row): void {
    const { packetSizes, packetDirs } = this.#columns;
    for (let index = 0; index < this.#sizes.count; index++) {
      if (this.#sizes.values[index]! > LONGEST_PACKET) throw row.bad(packetSizes, row.item(packetSizes, index), `a size up to ${LONGEST_PACKET}`);
    }
    for (let index = 0; index < this.#dirs.count; index++) {
      const dir = this.#dirs.values[index]!;
      if (dir !== FROM_IP1 && dir !== FROM_IP2) throw row.bad(packetDirs, row.item(packetDirs, index), `${FROM_IP1} or ${FROM_IP2}`);
    }
  }

  /** @returns bytes from IP1 and IP2, packets from IP1 and IP2, as the packet columns have them */
  #count(): number[] {
    let bytes12 = 0;
    let bytes = 0;
    let packets12 = 0;
    for (let index = 0; index < this.#times.count; index++) {
      const size = this.#sizes.values[index]!;
      bytes += size;
      if (this.#dirs.values[index] !== FROM_IP1) continue;
      bytes12 += size;
      packets12++;
    }
    return [bytes12, bytes - bytes12, packets12, this.#times.count - packets12];
  }
}

function readList(row: Row, column: number, list: PacketList, expected: string): void {
  list.parse(row.bytes, row.start(column), row.end(column));
  if (list.badItem >= 0) throw row.bad(column, list.badItem, expected);
}

/** @returns the packets' order by time, equal times as they stand; null if they are in order already, as nearly always */
function ascendingOrder(times: Float64Array, count: number): Uint32Array | null {
  let sorted = true;
  for (let index = 1; index < count && sorted; index++) sorted = times[index - 1]! <= times[index]!;
  if (sorted) return null;
  return Uint32Array.from({ length: count }, (_, index) => index).sort((x, y) => times[x]! - times[y]! || x - y);
}
