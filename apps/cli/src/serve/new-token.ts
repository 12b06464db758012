import { addToken } from '@tunnelscope/server/token-file';
import { describeFileError } from '../complain.ts';
import { EXIT, type ExitCode, InputError } from '../exit.ts';

/** Prints a new token: it is seen this once, since only its hash is kept. */
export function printNewToken(file: string, name: string, scopes: readonly ('read' | 'write')[]): ExitCode {
  try {
    process.stdout.write(`${addToken(file, name, scopes)}\n`);
    return EXIT.done;
  } catch (error) {
    throw new InputError((error as Error).name === 'TokenFileError' ? (error as Error).message : describeFileError(file, error));
  }
}
