/** corrupt: damaged or malformed. unsupported: made by a newer version. mismatch: sound, but not made for these features. */
export type ModelErrorKind = 'corrupt' | 'unsupported' | 'mismatch';

export interface ModelErrorDetails {
  readonly kind: ModelErrorKind;
  /** What is wrong: a part of the file, or of the model. */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  /** Byte offset in the file, where there is one. */
  readonly offset?: number;
  /** Name of the file, where it is known. */
  readonly file?: string;
}

/** A model that cannot be used. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly kind: ModelErrorKind;
  readonly details: ModelErrorDetails;

  constructor(details: ModelErrorDetails) {
    const { what, expected, found, offset, file } = details;
    const at = offset === undefined ? '' : ` at byte ${offset}`;
    super(`${file === undefined ? '' : `${file}: `}${what}${at}: expected ${expected}, found ${found}`);
    this.kind = details.kind;
    this.details = details;
  }
}
