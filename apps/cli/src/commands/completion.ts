import type { Command } from 'commander';
import { SHELLS } from '../completion/shells.ts';
import { EXIT, UsageError } from '../exit.ts';
import type { Finish } from './finish.ts';

const EXAMPLES = `
Examples:
  source <(tunnelscope completion bash)           for this shell
  tunnelscope completion bash >> ~/.bashrc        for every new one
  tunnelscope completion zsh > "\${fpath[1]}/_tunnelscope"
  tunnelscope completion fish > ~/.config/fish/completions/tunnelscope.fish

The scripts call tunnelscope while you type: it must be on the PATH.`;

/** Adds `tunnelscope completion`, and the hidden `complete` that its scripts call while somebody types. */
export function addCompletion(program: Command, finish: Finish): void {
  program
    .command('completion')
    .summary('print a script that completes command lines')
    .description('Prints a script that lets a shell complete command lines of tunnelscope.')
    .argument('<shell>', `shell to write it for: ${SHELLS.join(', ')}`)
    .addHelpText('after', EXAMPLES)
    .action(async (name: string) => {
      const shell = SHELLS.find((known) => known === name);
      if (!shell) throw new UsageError(`no script for the shell ${name}, only for ${SHELLS.join(', ')}`);
      const { completionScript } = await import('../completion/script.ts');
      process.stdout.write(completionScript(shell));
      finish(EXIT.done);
    });
  program
    .command('complete', { hidden: true })
    .argument('[word...]')
    .action(async (words: string[]) => {
      const { completeWords } = await import('../completion/complete-words.ts');
      completeWords(program, words);
      finish(EXIT.done);
    });
}
