import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { listFiles, readText, REPOSITORY } from './repository.ts';
import { collect, type Outcome } from './run.ts';

/** A command line of a document, and the output that the document shows below it. */
export interface Transcript {
  readonly line: number;
  readonly command: string;
  /** May leave pieces out, each marked by …; empty if none is shown. */
  readonly output: string;
}

/** Of a document's `console` blocks: what stands behind each `$ `, and the lines below it. A \ at a line's end joins the next. */
export function transcripts(text: string): Transcript[] {
  const found: { line: number; command: string; shown: string[] }[] = [];
  let console = false;
  let goesOn = false;
  for (const [i, line] of text.split('\n').entries()) {
    const last = found.at(-1);
    if (line.startsWith('```')) console = line === '```console' && !console;
    else if (console && line.startsWith('$ ')) found.push({ line: i + 1, command: line.slice(2), shown: [] });
    else if (console && goesOn) last!.command += `\n${line}`;
    else if (console) last?.shown.push(line);
    goesOn = console && (goesOn || line.startsWith('$ ')) && line.endsWith('\\');
  }
  return found.map(({ line, command, shown }) => ({ line, command, output: shown.join('\n').trim() }));
}

/** Documents of the repository with commands in them. */
export function documentsWithCommands(root: string): string[] {
  return listFiles(root).filter((path) => path.endsWith('.md') && transcripts(readText(root, path)).length > 0);
}

/** Lines that begin a block with a command though it is no `console` block, so that nothing runs it. */
export function commandsNotRead(text: string): number[] {
  const found: number[] = [];
  let fence: string | null = null;
  let begins = false;
  for (const [i, line] of text.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(line)) {
      fence = fence === null ? line : null;
      begins = fence !== null;
    } else if (begins && line.trim() !== '') {
      begins = false;
      if (fence !== '```console' && /^\s*(npm|npx|node|sudo|docker|curl|tunnelscope|\$) /.test(line)) found.push(i + 1);
    }
  }
  return found;
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

/** Pictures that a document shows and its commands can draw, as paths from the root. A PNG is a browser's picture, which no two draw alike. */
export function drawnPictures(text: string, document: string): string[] {
  return [...text.matchAll(/!\[[^\]]*\]\(([^)]+\.svg)\)/g)].map((match) => join(dirname(document), match[1]!));
}

/** Where documents have their service. Where it really is, is in $SERVICE: any free port. */
const ADDRESS = '127.0.0.1:8787';
/** A service runs until it is stopped, so it runs beside the commands after it. */
export const startsService = (command: string) => /^npx tunnelscope serve\b(?!.*--new-token)/.test(command);

/** `npx tunnelscope` and `npm start` without what they install and build: the command line itself, by the project's node. */
const SHELL = `set -o pipefail
here() { local words=(); for word; do words+=("\${word//${ADDRESS}/$SERVICE}"); done; command "\${words[@]}"; }
npx() { case "$1" in tunnelscope) shift; here node "$LAUNCHER" "$@";; node) here "$@";; *) return 127;; esac; }
npm() { [ "$1" = start ] || return 127; shift; [ "$1" = -- ] && shift; (cd "$CHECKOUT" && command node "$LAUNCHER" "$@"); }
curl() { here curl "$@"; }
`;

/** A folder in which a document's commands find what the repository has for them, and leave their files. */
export class Scratch {
  readonly path = mkdtempSync(join(tmpdir(), 'tunnelscope-document-'));
  #service: ChildProcess | null = null;
  #address = ADDRESS;

  constructor() {
    for (const name of ['test-data', 'examples', 'scripts', 'packages']) symlinkSync(join(REPOSITORY, name), join(this.path, name));
    // Where documents put their pictures.
    mkdirSync(join(this.path, 'docs', 'figures'), { recursive: true });
  }

  /** What a document's commands have written; null if they have not. */
  written(path: string): string | null {
    const file = join(this.path, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  /** Runs a command line as it stands. @returns also the files that are new or changed */
  async run(command: string): Promise<Outcome & { readonly files: readonly string[] }> {
    const before = this.#files();
    const outcome = await collect('bash', ['-c', SHELL + command], this.path, this.#environment());
    return { ...outcome, files: [...this.#files()].filter(([path, state]) => before.get(path) !== state).map(([path]) => path) };
  }

  /** Starts a service as a command line says, but on any free port; one that runs is ended. @returns its log until it listens */
  async serve(command: string): Promise<string> {
    this.#stop();
    const child = spawn('bash', ['-c', `${SHELL.replace('command "$', 'exec "$')}${command.replace(/ --port \d+/, '')} --port 0`], { cwd: this.path, env: { ...process.env, ...this.#environment() }, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#service = child;
    let log = '';
    child.stderr.setEncoding('utf8');
    for await (const text of child.stderr as AsyncIterable<string>) {
      log += text;
      const found = /"url":"http:\/\/([^"]+)"/.exec(log)?.[1];
      if (found === undefined) continue;
      this.#address = found;
      return log;
    }
    throw new Error(log);
  }

  remove(): void {
    this.#stop();
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Files and when they were written; not the history, which a service writes beside the commands. */
  #files(): Map<string, string> {
    return new Map(listFiles(this.path).filter((path) => !path.startsWith('.data/')).map((path) => {
      const { size, mtimeMs } = statSync(join(this.path, path));
      return [path, `${size} ${mtimeMs}`];
    }));
  }

  #stop(): void {
    this.#service?.kill('SIGKILL');
    this.#service = null;
  }

  #environment(): Record<string, string> {
    return {
      PATH: [join(REPOSITORY, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
      CHECKOUT: REPOSITORY,
      LAUNCHER: join(REPOSITORY, 'apps', 'cli', 'bin', 'tunnelscope.js'),
      SERVICE: this.#address,
      TZ: 'UTC',
      // Nobody's history is touched.
      XDG_DATA_HOME: join(this.path, '.data'),
    };
  }
}
