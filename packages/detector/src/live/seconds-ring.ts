import type { PacketColumns } from '../packet-buffer.ts';
import type { StateArchive } from './state/state-archive.ts';

/** Seconds that a flow's traffic is remembered for. */
export const SECONDS_KEPT = 300;
const FIRST_CAPACITY = 16;

/** Bytes of each direction in the last seconds of a flow, for pictures of it; grows only as far as it is used. */
export class SecondsRing {
  /** Bytes from a at 2i, from b at 2i + 1, where i is the epoch second modulo the capacity. */
  #bytes = new Float32Array(2 * FIRST_CAPACITY);
  /** The latest epoch second that was added to; before the first one −1, a whole number as the others. */
  #latest = -1;
  /** Seconds up to the latest that hold something true. */
  #length = 0;
  /** Of the latest second, not yet among the others: packets of one second share one look at these, which are far away in memory. */
  #latestFromA = 0;
  #latestFromB = 0;

  /** Bytes of memory. */
  get footprint(): number {
    return this.#bytes.byteLength;
  }

  /** Writes or reads all seconds. */
  archive(state: StateArchive): void {
    this.#bytes = state.floats(this.#bytes);
    this.#latest = state.number(this.#latest);
    this.#length = state.number(this.#length);
    this.#latestFromA = state.number(this.#latestFromA);
    this.#latestFromB = state.number(this.#latestFromB);
  }

  /** @param time epoch ms; what is older than the ring is left out */
  add(time: number, bytesFromA: number, bytesFromB: number): void {
    const second = Math.floor(time / 1000);
    if (second > this.#latest) this.#advance(second);
    if (second === this.#latest) {
      this.#latestFromA += bytesFromA;
      this.#latestFromB += bytesFromB;
    } else if (second > this.#latest - this.#length) {
      const at = 2 * (second % this.#capacity);
      this.#bytes[at]! += bytesFromA;
      this.#bytes[at + 1]! += bytesFromB;
    }
  }

  /** As `add`, of packets `from` to before `to`. */
  addPackets({ time, size, fromA }: PacketColumns, from: number, to: number): void {
    for (let row = from; row < to; ) {
      const second = Math.floor(time[row]! / 1000);
      let bytesFromA = 0;
      let bytesFromB = 0;
      do {
        if (fromA[row]) bytesFromA += size[row]!;
        else bytesFromB += size[row]!;
        row++;
        // Settled seconds are rounded with each addition: their packets are not added up before, which would depend on how they were cut.
      } while (second >= this.#latest && row < to && Math.floor(time[row]! / 1000) === second);
      this.add(1000 * second, bytesFromA, bytesFromB);
    }
  }

  /**
   * Bytes of each of the last seconds before `end`.
   * @param end epoch second behind the last @param count seconds, at most SECONDS_KEPT
   */
  read(end: number, count: number, fromA: boolean): Float64Array {
    const offset = fromA ? 0 : 1;
    const pending = fromA ? this.#latestFromA : this.#latestFromB;
    return Float64Array.from({ length: count }, (_, i) => {
      const second = end - count + i;
      const kept = second <= this.#latest && second > this.#latest - this.#length;
      return kept ? this.#bytes[2 * (second % this.#capacity) + offset]! + (second === this.#latest ? pending : 0) : 0;
    });
  }

  /** Bytes of both directions in the last `count` seconds before `end`, without making arrays: it is asked of all flows at once. */
  total(end: number, count: number): number {
    const newest = Math.min(end - 1, this.#latest);
    // To look at it changes nothing: what is pending stays so.
    let sum = newest === this.#latest && this.#latest >= end - count ? this.#latestFromA + this.#latestFromB : 0;
    for (let second = Math.max(end - count, this.#latest - this.#length + 1); second <= newest; second++) {
      const at = 2 * (second % this.#capacity);
      sum += this.#bytes[at]! + this.#bytes[at + 1]!;
    }
    return sum;
  }

  get #capacity(): number {
    return this.#bytes.length / 2;
  }

  /** Puts the latest second's bytes among the others. */
  #settle(): void {
    if (this.#length === 0) return;
    const at = 2 * (this.#latest % this.#capacity);
    this.#bytes[at]! += this.#latestFromA;
    this.#bytes[at + 1]! += this.#latestFromB;
    this.#latestFromA = 0;
    this.#latestFromB = 0;
  }

  #advance(second: number): void {
    this.#settle();
    const step = second - this.#latest;
    if (this.#length === 0 || step >= SECONDS_KEPT) {
      this.#bytes.fill(0);
      this.#length = 1;
      this.#latest = second;
      return;
    }
    this.#reserve(Math.min(SECONDS_KEPT, this.#length + step));
    const capacity = this.#capacity;
    for (let i = this.#latest + 1; i <= second; i++) {
      const at = 2 * (i % capacity);
      this.#bytes[at] = 0;
      this.#bytes[at + 1] = 0;
    }
    this.#length = Math.min(capacity, this.#length + step);
    this.#latest = second;
  }

  #reserve(seconds: number): void {
    if (seconds <= this.#capacity) return;
    const capacity = Math.min(SECONDS_KEPT, Math.max(seconds, 2 * this.#capacity));
    const larger = new Float32Array(2 * capacity);
    for (let second = this.#latest - this.#length + 1; second <= this.#latest; second++) {
      const [from, to] = [2 * (second % this.#capacity), 2 * (second % capacity)];
      larger[to] = this.#bytes[from]!;
      larger[to + 1] = this.#bytes[from + 1]!;
    }
    this.#bytes = larger;
  }
}
