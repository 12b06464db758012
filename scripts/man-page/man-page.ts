import { createProgram } from '../../apps/cli/src/program.ts';
import { programVersion } from '../../apps/cli/src/program-version.ts';
import { bold, flags, item, laidOut, plain, usage } from './roff.ts';

type Command = ReturnType<typeof createProgram>;
type Option = Command['options'][number];

/** The manual page of the command line, made of what `--help` says of each command. */
export function manPage(): string {
  const program = createProgram(() => {});
  const commands = program.createHelp().visibleCommands(program).filter((command) => command.name() !== 'help');
  const [examples, exits] = splitAt(helpBehind(program), /^Exit codes: /m);
  return `${[
    `.\\" Made by scripts/make-man-page.ts from the commands' definitions.`,
    `.TH TUNNELSCOPE 1 "" "tunnelscope ${programVersion()}" "User Commands"`,
    '.SH NAME',
    `tunnelscope ${plain('-')} tell live video from video on demand in encrypted traffic`,
    '.SH SYNOPSIS',
    ...commands.map((command) => `.B ${plain(`tunnelscope ${command.name()}`)}\n${usage(command.usage())}\n.br`),
    '.SH DESCRIPTION',
    plain(program.description()),
    laidOut(examples),
    '.SH COMMANDS',
    ...commands.flatMap(commandText),
    '.SH OPTIONS OF THE PROGRAM',
    ...program.createHelp().visibleOptions(program).map(optionText),
    '.SH EXIT STATUS',
    plain(exits.replace(/^Exit codes: /, '')),
    '.SH ENVIRONMENT',
    ...environment(commands),
  ].join('\n').replaceAll(/ +$/gm, '')}\n`;
}

function commandText(command: Command): string[] {
  const help = command.createHelp();
  return [
    `.SS ${plain(command.name())}`,
    plain(command.description()),
    ...help.visibleArguments(command).map((argument) => item(`\\fI${plain(argument.name())}\\fR`, plain(help.argumentDescription(argument)))),
    ...help.visibleOptions(command).filter(({ long }) => long !== '--help').map(optionText),
    laidOut(helpBehind(command)),
  ];
}

function optionText(option: Option): string {
  return item(flags(option.flags), plain(`${option.description}${inBrackets(option)}`));
}

function inBrackets({ argChoices, defaultValue, defaultValueDescription, envVar }: Option): string {
  const said = [
    ...(argChoices ? [`one of ${argChoices.join(', ')}`] : []),
    ...(defaultValue === undefined ? [] : [`default ${defaultValueDescription ?? String(defaultValue)}`]),
    ...(envVar === undefined ? [] : [envVar]),
  ];
  return said.length > 0 ? ` (${said.join('; ')})` : '';
}

/** The variables that commands look at, with the options they stand for. */
function environment(commands: readonly Command[]): string[] {
  return [
    item(bold('NO_COLOR'), plain('no colours, as --no-color.')),
    ...commands.flatMap((command) => command.options.filter(({ envVar }) => envVar !== undefined).map((option) => item(bold(option.envVar!), plain(`${command.name()} ${option.long}.`)))),
  ];
}

/** What stands behind the lists of a command's help: examples and notes. */
function helpBehind(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (piece) => { text += piece; }, getOutHelpWidth: () => 80, getOutHasColors: () => false });
  command.outputHelp();
  return text.slice(command.helpInformation().length);
}

function splitAt(text: string, pattern: RegExp): [before: string, after: string] {
  const at = text.search(pattern);
  if (at < 0) throw new Error(`help of the program: expected ${pattern} in it`);
  return [text.slice(0, at), text.slice(at).trim()];
}
