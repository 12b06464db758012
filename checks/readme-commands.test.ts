import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { readText, REPOSITORY, violation } from './repository.ts';
import { runLine, scratchFolder, shows, transcripts } from './readme-commands.ts';

/** Commands that cannot run here, and why. */
const SKIPPED: readonly (readonly [RegExp, string])[] = [
  [/^npm test$/, 'is what runs this'],
  [/^npx tunnelscope bench\b/, 'takes a minute and times differ; apps/bench has tests of its own'],
  [/^sudo (tcpdump|npx tunnelscope watch)\b/, 'wants a network interface and the right to listen'],
  [/^npx tunnelscope serve\b/, 'runs until it is stopped; the service has tests of its own'],
  [/^npx tunnelscope watch http:/, 'wants a running service; apps/cli/e2e/watch-server.test.ts has one'],
  [/\bmy\.pcap\b/, 'is about a file of the reader'],
  [/\bnpm run testbed\b/, 'records for an hour and more, as root; apps/testbed has tests of its own, a short recording among them'],
  [/\brecordings\/manifest\.csv\b/, 'is about what the reader has recorded'],
];

const works = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
/** Programs of other people in pipes of the README. */
const absent = ['jq', 'gzip'].filter((command) => !works(command));

const shown = transcripts(readText(REPOSITORY, 'README.md'));
const reasonFor = (command: string) => SKIPPED.find(([pattern]) => pattern.test(command))?.[1];

describe.skipIf(!works('bash'))('commands of README.md run and say what it shows', () => {
  const folder = scratchFolder();
  afterAll(() => folder.remove());

  for (const { line, command, output: expected } of shown) {
    const missing = absent.filter((name) => new RegExp(`\\b${name} `).test(command));
    const reason = reasonFor(command) ?? (missing.length > 0 ? `needs ${missing.join(' and ')}, which this machine lacks` : undefined);
    test.skipIf(reason !== undefined)(`line ${line}: ${command}${reason === undefined ? '' : ` (SKIPPED: ${reason})`}`, async () => {
      const { exitCode, output, errors } = await runLine(command, folder.path);
      expect(exitCode, errors).toBe(0);
      expect(output.trim()).not.toBe('');
      // With another bundled model, run the command again and paste what it says.
      if (!shows(expected, output)) expect(output, 'README.md shows other output').toBe(expected);
    });
  }
});

test('README.md shows the main commands, and every reason to skip applies to one', () => {
  const commands = shown.map(({ command }) => command);
  for (const word of ['npm start', 'npm test', 'classify', 'features', 'train', 'evaluate', '--engine typescript']) {
    expect(commands.some((command) => command.includes(word)), word).toBe(true);
  }
  expect(SKIPPED.filter(([pattern]) => !commands.some((command) => pattern.test(command)))).toEqual([]);
});

describe('seeded violations', () => {
  const seeded = transcripts(readText(violation('readme-commands'), 'README.md'));

  test('only console blocks are read, each command with its own output', () => {
    expect(seeded).toEqual([
      { line: 8, command: 'npx tunnelscope classify no-such-file.pcap', output: '' },
      { line: 9, command: 'npx tunnelscope --version', output: 'one\n… three' },
      { line: 12, command: 'npx something-else', output: '' },
    ]);
  });

  test.skipIf(!works('bash'))('a command that fails, one that says something else and one that is unknown are found', async () => {
    const folder = scratchFolder();
    const outcomes = await Promise.all(seeded.map(({ command }) => runLine(command, folder.path)));
    folder.remove();
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([3, 0, 127]);
    expect(shows(seeded[1]!.output, outcomes[1]!.output)).toBe(false);
  });

  test('an ellipsis stands for anything, everything else only for itself and in order', () => {
    expect(shows('one\n… three', 'one\ntwo\nthree\n')).toBe(true);
    expect(shows('three … one', 'one\ntwo\nthree\n')).toBe(false);
    expect(shows('one\nthree', 'one\ntwo\nthree\n')).toBe(false);
  });
});
