import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { FINGERPRINT_BYTES } from '../message/codes.ts';
import { VERSION } from '../message/message.ts';

/** Raised when other messages are made of the same file. */
const CUT = 2;
/** So much of a file tells it from others of its size. */
const HEAD = 1 << 20;

/** Tells a file, by its size and first megabyte, and all else that decides which messages a tap makes of it. @throws the system's error if it cannot be read */
export function fileFingerprint(path: string, ...decisive: readonly (string | number)[]): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const head = new Uint8Array(HEAD);
    const length = readSync(file, head, 0, HEAD, 0);
    const hash = createHash('sha256').update(JSON.stringify([VERSION, CUT, fstatSync(file).size, ...decisive])).update(head.subarray(0, length));
    return hash.digest().subarray(0, FINGERPRINT_BYTES);
  } finally {
    closeSync(file);
  }
}

/** Of what can be read only once: no other is the same. */
export function freshFingerprint(): Uint8Array {
  return randomBytes(FINGERPRINT_BYTES);
}
