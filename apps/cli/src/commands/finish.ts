import type { ExitCode } from '../exit.ts';

/** How a command tells with which exit code it ended. */
export type Finish = (exitCode: ExitCode) => void;
