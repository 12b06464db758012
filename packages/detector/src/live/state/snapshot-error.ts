/** Bytes that are no snapshot, not a whole one, or one of another version. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
  /** The snapshot is of a version that this program does not know. */
  readonly newer: boolean;

  constructor(message: string, newer = false) {
    super(message);
    this.newer = newer;
  }
}
