import type { StateArchive } from './state/state-archive.ts';

/** The side is certain when so much was seen and one direction is so many times the other. */
export interface Certainty {
  readonly bytes: number;
  readonly ratio: number;
}

/** Of a stream: whoever watches it wants to know soon. */
const SOON: Certainty = { bytes: 1_000_000, ratio: 2 };

/** Which end is the client, as far as the traffic tells: the one that receives the heavier direction. */
export class ClientSide {
  side: 'a' | 'b';
  /** Whether it stands for good. */
  certain: boolean;
  readonly #enough: Certainty;

  /** @param named the side that the caller knows to be the client; null: the traffic decides */
  constructor(named: 'a' | 'b' | null, enough = SOON) {
    this.#enough = enough;
    this.side = named ?? 'a';
    this.certain = named !== null;
  }

  /** Writes or reads what it knows. */
  archive(state: StateArchive): void {
    this.side = state.flag(this.side === 'a') ? 'a' : 'b';
    this.certain = state.flag(this.certain);
  }

  /** Looks again. @returns whether it is the other side now */
  look(bytesFromA: number, bytesFromB: number): boolean {
    if (this.certain) return false;
    const [less, more] = bytesFromA < bytesFromB ? [bytesFromA, bytesFromB] : [bytesFromB, bytesFromA];
    this.certain = less + more >= this.#enough.bytes && more >= this.#enough.ratio * less;
    const side = bytesFromB >= bytesFromA ? 'a' : 'b';
    if (side === this.side) return false;
    this.side = side;
    return true;
  }
}
