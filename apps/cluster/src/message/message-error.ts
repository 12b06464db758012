/** Bytes that are no message of a tap, or not a whole one. */
export class MessageError extends Error {
  override readonly name = 'MessageError';

  /** Of the byte where it shows. */
  readonly offset: number;

  constructor(offset: number, found: string, expected: string) {
    super(`message, byte ${offset}: found ${found}, expected ${expected}`);
    this.offset = offset;
  }
}

/** A message of a tap, or a snapshot of another worker, that is newer than this program. */
export class VersionError extends Error {
  override readonly name = 'VersionError';
}
