import { addToken } from '@tunnelscope/server/token-file';
import { describeFileError } from '../complain.ts';
import { EXIT, type ExitCode, InputError, UsageError } from '../exit.ts';

/** Prints a new token: it is seen this once, since only its hash is kept. */
export function printNewToken(file: string, name: string, scopes: readonly ('read' | 'write')[]): ExitCode {
  try {
    process.stdout.write(`${addToken(file, name, scopes)}\n`);
    return EXIT.done;
  } catch (error) {
    // Nothing but the name can be wrong: the file is not read.
    if ((error as Error).name === 'TokenFileError') throw new UsageError(`--new-token: ${(error as Error).message}`);
    throw new InputError(describeFileError(file, error));
  }
}
