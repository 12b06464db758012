import type { WallClock } from '@tunnelscope/detector/live/clock';

/** Everything of the world around the dashboard that it touches, in one object, so that tests replay recordings through it. */
export interface Outside {
  /** Where the screen is drawn. Its `columns`, `rows` and `resize` events are the size of the screen. */
  readonly stdout: NodeJS.WriteStream;
  /** The keyboard: a terminal in raw mode. Not the standard input where packets come through that: see openKeyboard. */
  readonly stdin: NodeJS.ReadStream;
  readonly clock: WallClock;
  /**
   * Writes a file that the user asked for.
   * @param name as typed; relative to the working folder
   * @throws Error whose message says what is wrong, in words for the user
   */
  readonly writeFile: (name: string, text: string) => Promise<void>;
  /** Colours are left out; verdicts keep their symbols. */
  readonly noColor: boolean;
  /** Symbols and blocks beyond ASCII can be shown. */
  readonly unicode: boolean;
  /** Calls back when this process is told to end (SIGTERM, SIGHUP, SIGINT from outside). @returns how to stop listening */
  readonly onTermination: (listener: (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void) => () => void;
  /** Calls back with what nobody caught, so that the terminal can be restored before it is told of. @returns how to stop listening */
  readonly onCrash: (listener: (error: unknown) => void) => () => void;
}
