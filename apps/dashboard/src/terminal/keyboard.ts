import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';

/** The keyboard, and how to let go of it. */
export interface Keyboard {
  readonly stream: NodeJS.ReadStream;
  readonly close: () => void;
}

/**
 * The standard input where that is a terminal; otherwise, as with packets coming through it, the terminal that the process
 * was started from.
 * @throws Error in words for the user if there is none
 */
export function openKeyboard(stdin: NodeJS.ReadStream): Keyboard {
  // Ink lets go of it: a stream that is merely not read any more does not keep the process alive.
  if (stdin.isTTY) return { stream: stdin, close: () => {} };
  let file: number;
  try {
    file = openSync('/dev/tty', 'r');
  } catch (error) {
    throw new Error(`no keyboard: standard input is no terminal, and /dev/tty cannot be opened (${(error as NodeJS.ErrnoException).code})`);
  }
  const stream = new ReadStream(file);
  return { stream, close: () => void stream.destroy() };
}
