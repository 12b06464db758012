import { EXIT, type ExitCode } from '../exit.ts';

/** How a program without a screen is told to end. */
export interface Ending {
  /** Aborts at the first Ctrl-C or SIGTERM, so that what is known can still be printed; a second one, later than TOGETHER, ends the program at once. */
  readonly signal: AbortSignal;
  /** The exit code for it: done if it never came. */
  readonly exitCode: ExitCode;
}

const CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated, SIGHUP: EXIT.hungUp } as const;

/** One end can be told by two signals: of a terminal or `timeout` to the whole process group, and of the process that started this one. */
const TOGETHER = 500; // ms

export function catchEnding(): Ending {
  const controller = new AbortController();
  let exitCode: ExitCode = EXIT.done;
  let toldAt = 0;
  for (const [name, code] of Object.entries(CODES)) {
    process.on(name, () => {
      if (controller.signal.aborted) {
        if (performance.now() - toldAt >= TOGETHER) process.exit(code);
        return;
      }
      exitCode = code;
      toldAt = performance.now();
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
