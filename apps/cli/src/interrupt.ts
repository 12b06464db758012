import { EXIT } from './exit.ts';

/**
 * Aborts at the first Ctrl-C, so that what is known so far can still be printed; a second one ends the program at once.
 */
export function catchInterrupt(): AbortSignal {
  const controller = new AbortController();
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  });
  return controller.signal;
}
