import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { REPOSITORY } from './repository.ts';
import { collect, type Outcome } from './run.ts';

/** A command line of a document, and the output that the document shows below it. */
export interface Transcript {
  readonly line: number;
  readonly command: string;
  /** May leave pieces out, each marked by …; empty if none is shown. */
  readonly output: string;
}

/** Of a document's `console` blocks: what stands behind each `$ `, and the lines below it. */
export function transcripts(text: string): Transcript[] {
  const found: { line: number; command: string; shown: string[] }[] = [];
  let console = false;
  for (const [i, line] of text.split('\n').entries()) {
    if (line.startsWith('```')) console = line === '```console' && !console;
    else if (console && line.startsWith('$ ')) found.push({ line: i + 1, command: line.slice(2), shown: [] });
    else if (console) found.at(-1)?.shown.push(line);
  }
  return found.map(({ line, command, shown }) => ({ line, command, output: shown.join('\n').trim() }));
}

/** Whether a program said what a document shows of it: all of it and in this order, but for what … stands for. */
export function shows(shown: string, output: string): boolean {
  let at = 0;
  for (const piece of shown.split('…').map((text) => text.trim())) {
    const found = output.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
}

/** `npx tunnelscope` and `npm start` without what they install and build: the command line itself, by the project's node. */
const SHELL = `set -o pipefail
npx() { [ "$1" = tunnelscope ] || return 127; shift; node "$LAUNCHER" "$@"; }
npm() { [ "$1" = start ] || return 127; shift; [ "$1" = -- ] && shift; (cd "$CHECKOUT" && node "$LAUNCHER" "$@"); }
`;

/** A folder in which a document's commands find test-data, and leave their files. */
export function scratchFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'tunnelscope-readme-'));
  symlinkSync(join(REPOSITORY, 'test-data'), join(path, 'test-data'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs a command line as it stands. */
export function runLine(command: string, folder: string): Promise<Outcome> {
  return collect('bash', ['-c', SHELL + command], folder, {
    PATH: [join(REPOSITORY, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    CHECKOUT: REPOSITORY,
    LAUNCHER: join(REPOSITORY, 'apps', 'cli', 'bin', 'tunnelscope.js'),
  });
}
