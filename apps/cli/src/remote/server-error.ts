/** A server does not give what was asked of it. The message is for the user. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  /** Whether it may be another time. */
  readonly passing: boolean;
  /** HTTP; null where there was no answer. */
  readonly status: number | null;

  constructor(message: string, passing: boolean, status: number | null = null) {
    super(message);
    this.passing = passing;
    this.status = status;
  }
}
