import type { WatchOptions } from './watch-options.ts';

/**
 * Shows a stream's flows until the user quits; the terminal is then as before, whatever happened.
 * @returns the exit code: 0 after q, 130 after Ctrl-C, 143 after SIGTERM
 */
export async function watch(options: WatchOptions): Promise<number> {
  throw new Error(`not built yet: ${options.source.name}`);
}
