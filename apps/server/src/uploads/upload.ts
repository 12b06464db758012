/** One capture that a client sends. */
export interface Upload {
  /** As the client calls it: for output and errors, never a path to anything here. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}
