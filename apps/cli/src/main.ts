import { CommanderError } from 'commander';
import { complainOf } from './complain.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { endWithOutput } from './lost-output.ts';
import { createProgram } from './program.ts';
import { unknownCommand } from './unknown-command.ts';

/**
 * Runs the command line.
 * @param words what stands behind the program's name
 * @returns the exit code; everything there is to say has been said
 */
export async function main(words: readonly string[]): Promise<ExitCode> {
  endWithOutput();
  let exitCode: ExitCode = EXIT.done;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    unknownCommand(program, words);
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return complainOf(error);
  }
}
