/** Exit codes that scripts can rely on. */
export const EXIT = {
  done: 0,
  /** Something unexpected. */
  failure: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** An input, model or manifest could not be read to its end, or an output not be written. */
  input: 3,
  /** The terminal went away. */
  hungUp: 129,
  /** By Ctrl-C. */
  interrupted: 130,
  /** Told to end, by SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line makes no sense, in a way that only the command itself can tell. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A file that a command needs cannot be had. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
