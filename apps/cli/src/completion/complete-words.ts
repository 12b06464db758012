import { ShellCompDirective } from '@bomb.sh/tab';
import tab from '@bomb.sh/tab/commander';
import { Command } from 'commander';
import { SHELLS } from './shells.ts';

/**
 * Prints what the last of the words may be completed to, for the scripts of `completion`.
 * @param program the whole command line
 * @param words those behind the program's name; the last one is being typed
 */
export function completeWords(program: Command, words: readonly string[]): void {
  // The library adds commands of its own to complete them too.
  const described = new Command(program.name());
  for (const command of program.commands) if (!command.name().startsWith('complet')) described.addCommand(command);
  const root = tab(described, { completionCommandName: 'completion' });
  root.commands.get('completion')?.argument('shell', (complete) => {
    for (const shell of SHELLS) complete(shell, '');
  });
  root.commands.get('help')?.argument('command', (complete) => {
    for (const command of program.commands) if (command.name() !== 'complete') complete(command.name(), command.summary());
  });
  // One line for each, as in the list that --help prints.
  for (const command of program.createHelp().visibleCommands(program)) {
    const offered = root.commands.get(command.name());
    if (offered) offered.description = command.summary() || command.description();
  }
  // Without a command its options are those of classify.
  for (const [name, option] of root.commands.get('classify')?.options ?? []) root.options.set(name, option);
  // It forbids file names always; where it has nothing to offer, they are what is wanted.
  Object.defineProperty(root, 'directive', {
    get: () => (root.completions.length > 0 ? ShellCompDirective.ShellCompDirectiveNoFileComp : ShellCompDirective.ShellCompDirectiveDefault),
    set: () => {},
  });
  root.parse([...words]);
}
