import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { readText, REPOSITORY, violation } from './repository.ts';
import { documentsWithCommands, drawnPictures, Scratch, shows, startsService, transcripts } from './document-commands.ts';

/** Commands that cannot run here, and why. */
const SKIPPED: readonly (readonly [RegExp, string])[] = [
  [/^npm test$/, 'is what runs this'],
  [/^npm run bench\b/, 'takes a minute and times differ; apps/bench has tests of its own'],
  [/^sudo (tcpdump|npx tunnelscope watch)\b/, 'wants a network interface and the right to listen'],
  [/^npx tunnelscope watch http:/, 'wants a running service; apps/cli/e2e/watch-server.test.ts has one'],
  [/^npm run (build|fuzz)\b/, 'takes minutes, or is what came before'],
  [/^npx (vitest|biome)\b/, 'is a part of what runs this'],
  [/\bmy\.pcap\b/, 'is about a file of the reader'],
  [/\bnpm run testbed\b/, 'records for an hour and more, as root; apps/testbed has tests of its own, a short recording among them'],
  [/\brecordings\/manifest\.csv\b/, 'is about what the reader has recorded'],
];

const works = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
/** Programs of other people in documents. */
const absent = ['jq', 'gzip', 'curl', 'chromium-headless-shell'].filter((command) => !works(command));

const documents = documentsWithCommands(REPOSITORY).map((document) => ({ document, shown: transcripts(readText(REPOSITORY, document)) }));
const reasonFor = (command: string) => SKIPPED.find(([pattern]) => pattern.test(command))?.[1];

describe.skipIf(!works('bash')).each(documents)('commands of $document run and say what it shows', ({ document, shown }) => {
  const scratch = new Scratch();
  afterAll(() => scratch.remove());

  for (const { line, command, output: expected } of shown) {
    const missing = absent.filter((name) => new RegExp(`\\b${name} `).test(command));
    const reason = reasonFor(command) ?? (missing.length > 0 ? `needs ${missing.join(' and ')}, which this machine lacks` : undefined);
    test.skipIf(reason !== undefined)(`line ${line}: ${command}${reason === undefined ? '' : ` (SKIPPED: ${reason})`}`, async () => {
      if (startsService(command)) {
        expect(await scratch.serve(command)).toContain('"msg":"listening"');
        return;
      }
      const { exitCode, output, errors } = await scratch.run(command);
      expect(exitCode, errors).toBe(0);
      if (expected === '') return;
      // With another bundled model, run the command again and paste what it says.
      if (!shows(expected, output)) expect(output, `${document} shows other output`).toBe(expected);
    });
  }

  const pictures = drawnPictures(readText(REPOSITORY, document), document);
  test.skipIf(pictures.length === 0)('its pictures are those that its commands draw', () => {
    // With another bundled model, run the commands again in the repository itself.
    for (const path of pictures) expect(scratch.written(path) === readText(REPOSITORY, path), path).toBe(true);
  });
});

test('README.md shows the main commands, and every reason to skip applies to one of a document', () => {
  const commands = documents.flatMap(({ shown }) => shown.map(({ command }) => command));
  const first = documents.find(({ document }) => document === 'README.md')!.shown.map(({ command }) => command);
  for (const word of ['npm start', 'npm test', 'classify', 'features', 'train', 'evaluate', '--engine typescript']) {
    expect(first.some((command) => command.includes(word)), word).toBe(true);
  }
  expect(SKIPPED.filter(([pattern]) => !commands.some((command) => pattern.test(command)))).toEqual([]);
});

describe('seeded violations', () => {
  const seeded = transcripts(readText(violation('document-commands'), 'README.md'));

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

  test('a command that is broken over lines is one, and what is shown below it its output', () => {
    expect(transcripts('```console\n$ a \\\n  b \\\n  c\nshown\\\nmore\n```')).toEqual([{ line: 2, command: 'a \\\n  b \\\n  c', output: 'shown\\\nmore' }]);
  });

  test('an ellipsis stands for anything, everything else only for itself and in order', () => {
    expect(shows('one\n… three', 'one\ntwo\nthree\n')).toBe(true);
    expect(shows('three … one', 'one\ntwo\nthree\n')).toBe(false);
    expect(shows('one\nthree', 'one\ntwo\nthree\n')).toBe(false);
  });
});
