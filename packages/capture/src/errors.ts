/**
 * What is wrong with an input.
 * - `truncated`: it ends in the middle of something.
 * - `corrupt`: it contradicts its own format.
 * - `unsupported`: it is (or may be) fine, but nothing here reads it.
 * - `unreadable`: its bytes cannot be had: no such file, no permission, a broken disk.
 */
export type CaptureErrorKind = 'truncated' | 'corrupt' | 'unsupported' | 'unreadable';

export interface CaptureErrorPlace {
  /** Name of the input, as the user gave it. */
  readonly file: string;
  /** Byte offset in the decompressed stream (in the compressed one if decompression itself failed). */
  readonly offset?: number;
  /** Line of a text format, the header being line 1. */
  readonly line?: number;
  /** Column of a text format, by its header name. */
  readonly column?: string;
}

/** An input that cannot be read any further. Everything before the fault was handed out first. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  readonly kind: CaptureErrorKind;
  readonly file: string;
  readonly offset: number | undefined;
  readonly line: number | undefined;
  readonly column: string | undefined;
  /** What was found, and what was expected in its place: phrases, for a person. */
  readonly found: string;
  readonly expected: string;

  constructor(kind: CaptureErrorKind, place: CaptureErrorPlace, found: string, expected: string, options?: ErrorOptions) {
    super(`${describePlace(place)}: ${kind}: found ${found}, expected ${expected}`, options);
    this.kind = kind;
    this.file = place.file;
    this.offset = place.offset;
    this.line = place.line;
    this.column = place.column;
    this.found = found;
    this.expected = expected;
  }
}

function describePlace(place: CaptureErrorPlace): string {
  const parts = [place.file];
  if (place.line !== undefined) parts.push(`line ${place.line}`);
  if (place.column !== undefined) parts.push(`column ${place.column}`);
  if (place.offset !== undefined) parts.push(`byte ${place.offset}`);
  return parts.join(', ');
}
