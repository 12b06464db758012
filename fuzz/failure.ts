/** What an input may be found to do. */
export type FailureKind = 'throws' | 'hangs' | 'twins differ' | 'chunks matter' | 'inconsistent' | 'memory';

/** Something that must not happen, whatever the input. */
export class FuzzFailure extends Error {
  override readonly name = 'FuzzFailure';
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What two failures of one fault have in common: their words without the numbers. */
export function sortOf({ kind, message }: { readonly kind: FailureKind; readonly message: string }): string {
  return `${kind} ${message.replaceAll(/-?\d+(\.\d+)?(e[+-]?\d+)?/g, '#')}`;
}

/** What somebody threw, as a failure. */
export function toFailure(error: unknown): FuzzFailure {
  if (error instanceof FuzzFailure) return error;
  return new FuzzFailure('throws', error instanceof Error ? `${error.name}: ${error.message}\n${error.stack}` : String(error), { cause: error });
}
