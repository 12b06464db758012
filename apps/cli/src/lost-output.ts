import { complain } from './complain.ts';
import { EXIT } from './exit.ts';

/**
 * Ends the program when nothing can be written any more: quietly if the reader went away (`| head`), which is no failure,
 * else (a full disk) with a word about it.
 */
export function endWithOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    complain(`standard output cannot be written: ${error.message}`);
    process.exit(EXIT.input);
  });
  // Where nobody hears warnings, the results still count.
  process.stderr.on('error', () => {});
}
