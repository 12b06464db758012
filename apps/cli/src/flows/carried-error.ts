/** What of an error its description and exit code are made from: between threads an error loses its class. */
export interface CarriedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly kind: unknown;
  readonly file: unknown;
  /** The system's code of its cause. */
  readonly causeCode: string | undefined;
}

/** An error as data. */
export function carried(error: Error): CarriedError {
  const { kind, file, cause } = error as { kind?: unknown; file?: unknown; cause?: NodeJS.ErrnoException };
  return { name: error.name, message: error.message, stack: error.stack, kind, file, causeCode: cause?.code };
}

/** The error again, as far as `complainOf` looks at it. */
export function arrived({ name, message, stack, kind, file, causeCode }: CarriedError): Error {
  const cause = causeCode === undefined ? undefined : Object.assign(new Error(message), { code: causeCode });
  return Object.assign(new Error(message, { cause }), { name, stack, kind, file });
}
