import { CaptureError } from './errors.ts';

/** What the system says of a file. */
export interface FileState {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
}

/**
 * Whether a file that is being followed has become another one.
 * @param read bytes that were read of it so far
 * @param opened the file that was opened, as it is now
 * @param named what stands under its name now; null if nothing does
 * @returns a CaptureError of kind unreadable that names what happened to it; null if it may still grow
 */
export function whyItCannotGrow(file: string, read: number, opened: FileState, named: FileState | null): CaptureError | null {
  const found = change(read, opened, named);
  return found === null ? null : new CaptureError('unreadable', { file, offset: read }, found, 'a file that only grows');
}

function change(read: number, opened: FileState, named: FileState | null): string | null {
  if (opened.size < read) return `a file cut to ${opened.size} bytes after ${read} of it were read`;
  if (named === null) return 'that the file was removed';
  if (named.ino !== opened.ino || named.dev !== opened.dev) return 'another file in its place';
  return null;
}
