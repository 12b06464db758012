import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnPictures, runsBeside, Scratch, shows, transcripts } from './document-commands.ts';
import { readText, REPOSITORY } from './repository.ts';

/** Commands that cannot run here, and why. */
export const SKIPPED: readonly (readonly [RegExp, string])[] = [
  [/^npm test$/, 'is what runs this'],
  [/^(npm run|npx tunnelscope) bench\b/, 'takes a minute and times differ; apps/bench has tests of its own'],
  [/^sudo (tcpdump|npx tunnelscope (watch|sense))\b/, 'wants a network interface and the right to listen'],
  [/\b10\.0\.0\.5\b/, 'is about other machines'],
  [/^node scripts\/measure-cluster\.ts/, 'takes minutes and times differ'],
  [/^npx tunnelscope watch http:/, 'wants a running service; apps/cli/e2e/watch-server.test.ts has one'],
  [/^npm run (build|fuzz)\b/, 'takes minutes, or is what came before'],
  [/^npx (vitest|biome)\b/, 'is a part of what runs this'],
  [/\bmy\.pcap\b/, 'is about a file of the reader'],
  [/\bnpm run testbed\b/, 'records for an hour and more, as root; apps/testbed has tests of its own, a short recording among them'],
  [/^npm run package\b|^sudo npm install\b/, 'takes minutes and installs for all; checks/installation.test.ts packs and installs'],
  [/^xdg-open\b/, 'opens a window; examples/browser/src/page.test.ts opens the page'],
  [/\bDATA\/manifest\.csv\b|--markdown docs\/evaluation\.md$/, 'wants the training captures, which are not in the repository'],
  [/\brecordings\/manifest\.csv\b/, 'is about what the reader has recorded'],
];

export const works = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
/** Programs of other people in documents. */
const absent = ['jq', 'gzip', 'curl', 'chromium-headless-shell', 'nats-server'].filter((command) => !works(command));

/** Also what asks a service of workers, on a port that no other one has. */
const WANTS_NATS = /examples\/cluster|tunnelscope (nats|sense|work)\b|nats:\/\/|127\.0\.0\.1:8788/;

const reasonFor = (command: string) => SKIPPED.find(([pattern]) => pattern.test(command))?.[1];

/** Runs the commands of documents in order, each document in a folder of its own. */
export function commandsRun(documents: readonly string[]): void {
  describe.skipIf(!works('bash')).each(documents)('commands of %s run and say what it shows', (document) => {
    const shown = transcripts(readText(REPOSITORY, document));
    let scratch: Scratch;
    beforeAll(() => {
      scratch = new Scratch();
    });
    afterAll(() => scratch.remove());

    for (const { line, command, output: expected } of shown) {
      const missing = absent.filter((name) => new RegExp(`\\b${name} `).test(command) || (name === 'nats-server' && WANTS_NATS.test(command)));
      const reason = reasonFor(command) ?? (missing.length > 0 ? `needs ${missing.join(' and ')}, which this machine lacks` : undefined);
      test.skipIf(reason !== undefined)(`line ${line}: ${command}${reason === undefined ? '' : ` (SKIPPED: ${reason})`}`, async () => {
        if (runsBeside(command)) return scratch.start(command);
        const { exitCode, output, errors, files } = await scratch.run(command);
        expect(exitCode, errors).toBe(0);
        if (expected === '') {
          expect(output.trim() + files.join('\n'), 'says nothing and writes no file').not.toBe('');
          return;
        }
        // With another bundled model, run the command again and paste what it says.
        if (!shows(expected, output)) expect(output, `${document} shows other output`).toBe(expected);
      });
    }

    const runs = shown.some(({ command }) => reasonFor(command) === undefined);
    const pictures = runs ? drawnPictures(readText(REPOSITORY, document), document) : [];
    test.skipIf(pictures.length === 0)('its pictures are those that its commands draw', () => {
      // With another bundled model: node scripts/draw-documents.ts.
      for (const path of pictures) expect(scratch.written(path) === readText(REPOSITORY, path), path).toBe(true);
    });
  });
}
