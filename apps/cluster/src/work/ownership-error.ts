/** The partition is somebody else's by now, or may be. */
export class OwnershipError extends Error {
  override readonly name = 'OwnershipError';
}
