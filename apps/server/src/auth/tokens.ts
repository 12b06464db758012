import { timingSafeEqual } from 'node:crypto';
import { hashToken, type StoredToken } from './token.ts';

/** The tokens that a server accepts. */
export class Tokens {
  readonly #stored: readonly StoredToken[];

  constructor(stored: readonly StoredToken[]) {
    this.#stored = stored;
  }

  /** @returns the one that was presented. How long that takes does not depend on which one it is, or how much of it is right */
  find(presented: string): StoredToken | null {
    const hash = hashToken(presented);
    let found: StoredToken | null = null;
    for (const stored of this.#stored) if (timingSafeEqual(stored.hash, hash)) found = stored;
    return found;
  }
}
