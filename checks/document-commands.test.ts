import { describe, expect, test } from 'vitest';
import { commandsNotRead, documentsWithCommands, Scratch, shows, transcripts } from './document-commands.ts';
import { commandsRun, SKIPPED, works } from './document-commands.suite.ts';
import { listFiles, readText, REPOSITORY, violation } from './repository.ts';

const documents = documentsWithCommands(REPOSITORY);
commandsRun(documents.filter((document) => document !== 'README.md'));

test('README.md shows the main commands, and every reason to skip applies to one of a document', () => {
  const commandsOf = (document: string) => transcripts(readText(REPOSITORY, document)).map(({ command }) => command);
  const commands = documents.flatMap(commandsOf);
  const first = commandsOf('README.md');
  for (const word of ['npm start', 'npm test', 'classify', 'features', 'train', 'evaluate', '--engine typescript']) {
    expect(first.some((command) => command.includes(word)), word).toBe(true);
  }
  expect(SKIPPED.filter(([pattern]) => !commands.some((command) => pattern.test(command)))).toEqual([]);
});

test('no command stands in a block that is not read', () => {
  const found = listFiles(REPOSITORY).filter((path) => path.endsWith('.md')).flatMap((path) => commandsNotRead(readText(REPOSITORY, path)).map((line) => `${path}:${line}`));
  expect(found).toEqual([]);
});

describe('seeded violations', () => {
  const text = readText(violation('document-commands'), 'README.md');
  const seeded = transcripts(text);

  test('a command in another block is found, a drawing is not', () => {
    expect(commandsNotRead(text)).toEqual([4]);
    expect(commandsNotRead('```\n\nsudo true\n```\n```\na ──▶ b\nnpm test\n```\n  ```\n  $ true\n  ```\n```console\n$ true\n```')).toEqual([3, 10]);
  });

  test('only console blocks are read, each command with its own output', () => {
    expect(seeded).toEqual([
      { line: 8, command: 'npx tunnelscope classify no-such-file.pcap', output: '' },
      { line: 9, command: 'npx tunnelscope --version', output: 'one\n… three' },
      { line: 12, command: 'npx something-else', output: '' },
    ]);
  });

  test.skipIf(!works('bash'))('a command that fails, one that says something else and one that is unknown are found', async () => {
    const scratch = new Scratch();
    const outcomes = await Promise.all(seeded.map(({ command }) => scratch.run(command)));
    scratch.remove();
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([3, 0, 127]);
    expect(shows(seeded[1]!.output, outcomes[1]!.output)).toBe(false);
  });

  test.skipIf(!works('bash'))('what a command writes is known: a new file, a changed one, none', async () => {
    const scratch = new Scratch();
    const files: (readonly string[])[] = [];
    for (const command of ['echo a > docs/a', 'echo ab > docs/a', 'true']) files.push((await scratch.run(command)).files);
    scratch.remove();
    expect(files).toEqual([['docs/a'], ['docs/a'], []]);
  });

  test('a command that is broken over lines is one, and what is shown below it its output', () => {
    expect(transcripts('```console\n$ a \\\n  b \\\n  c\nshown\\\nmore\n```')).toEqual([{ line: 2, command: 'a \\\n  b \\\n  c', output: 'shown\\\nmore' }]);
  });

  test('an ellipsis stands for anything, everything else only for itself and in order', () => {
    expect(shows('one\n… three', 'one\ntwo\nthree\n')).toBe(true);
    expect(shows('three … one', 'one\ntwo\nthree\n')).toBe(false);
    expect(shows('one\nthree', 'one\ntwo\nthree\n')).toBe(false);
  });
});
