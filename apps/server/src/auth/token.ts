import { hash, randomBytes } from 'node:crypto';

/** What a token allows. */
export const SCOPES = ['read', 'write'] as const;
export type Scope = (typeof SCOPES)[number];

/** A token as it is kept: never itself. */
export interface StoredToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** SHA-256 of the token, 32 bytes. Tokens are 256 random bits, so nothing is gained by a slow hash. */
  readonly hash: Buffer;
}

/** @returns a new token, `tsk_` and 43 characters of base64url */
export function createToken(): string {
  return `tsk_${randomBytes(32).toString('base64url')}`;
}

export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
