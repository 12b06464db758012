/** Why the store could not do what it was asked to. Nothing of a failed transaction is kept. */
export type StoreFault =
  /** No room on the disk. */
  | 'full'
  /** Another process holds the file. */
  | 'locked'
  /** Made by a later version. */
  | 'newer'
  /** Not a database, or a damaged one. */
  | 'corrupt'
  | 'failed';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}

const FAULTS: Readonly<Record<number, StoreFault>> = { 5: 'locked', 6: 'locked', 11: 'corrupt', 13: 'full', 26: 'corrupt' };
/** SQLITE_IOERR: a full disk shows as this too, where a file in memory or a log cannot grow. */
const IO_ERROR = 10;

/** @returns the error as one of the store, if it is one of SQLite; else as it is */
export function storeError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  // The low byte is the primary code of an extended one.
  const code = error.errcode & 0xff;
  const fault = FAULTS[code] ?? 'failed';
  const hint = code === IO_ERROR ? ' (is the disk full?)' : '';
  return new StoreError(fault, `${path}: ${error.message}${hint}`, error);
}
