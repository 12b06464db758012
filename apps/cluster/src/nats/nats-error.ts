/** The server cannot be had, or is not set up as needed. The message says what was found and what to do. */
export class NatsError extends Error {
  override readonly name = 'NatsError';
}
