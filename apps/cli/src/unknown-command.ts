import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { UsageError } from './exit.ts';

/** So many letters may differ between what was typed and the command that was meant. */
const MOST_DIFFERENCES = 3;

/**
 * Without a command the first word is a capture. One that is no file, and looks like none, was meant as a command.
 * @throws UsageError with the command that was meant, where one is near
 */
export function unknownCommand(program: Command, words: readonly string[]): void {
  const help = words[0] === 'help';
  const first = words[help ? 1 : 0];
  if (first === undefined || (!help && (!/^[a-z][a-z-]*$/i.test(first) || existsSync(first)))) return;
  const names = [...program.commands.map((command) => command.name()), 'help'];
  if (names.includes(first)) return;
  const [near] = names
    .map((name) => ({ name, differences: editDistance(first.toLowerCase(), name) }))
    .filter(({ name, differences }) => differences <= Math.min(MOST_DIFFERENCES, name.length / 2))
    .sort((a, b) => a.differences - b.differences);
  throw new UsageError(`no such command${help ? '' : ' or file'}: ${first}${near ? ` (did you mean ${near.name}?)` : ', see tunnelscope --help'}`);
}

/** How many letters must be put in, taken out or replaced to make one word of the other (Levenshtein 1966). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
