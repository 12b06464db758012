import { EXIT, type ExitCode } from '../exit.ts';

/** How a program without a screen is told to end. */
export interface Ending {
  /** Aborts at the first Ctrl-C or SIGTERM, so that what is known can still be printed; a second one ends the program at once. */
  readonly signal: AbortSignal;
  /** The exit code for it: done if it never came. */
  readonly exitCode: ExitCode;
}

const CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;

export function catchEnding(): Ending {
  const controller = new AbortController();
  let exitCode: ExitCode = EXIT.done;
  for (const [name, code] of Object.entries(CODES)) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(code);
      exitCode = code;
      controller.abort();
    });
  }
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode;
    },
  };
}
