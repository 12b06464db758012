import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

/** Where documents have their service, or that of workers, and their NATS server. Where these really are, is in $SERVICE and $NATS: any free ports. */
const SERVICE = '127.0.0.1:878[78]';
const NATS = '127.0.0.1:4222';
/** What runs until it is stopped, and so beside the commands after it; and what it says once it is ready. */
const BESIDE: readonly (readonly [RegExp, RegExp])[] = [
  [/^npx tunnelscope serve\b(?!.*--new-token)/, /"url":"http:\/\/([^"]+)"/],
  [/^npx tunnelscope work\b/, /: taken\n/],
  [/^nats-server\b/, /Server is ready/],
];
export const runsBeside = (command: string) => BESIDE.some(([pattern]) => pattern.test(command));

/** `npx tunnelscope` and `npm start` without what they install and build: the command line itself, by the project's node. */
const SHELL = `set -o pipefail
here() { local words=(); for word; do word="\${word//${SERVICE}/$SERVICE}"; words+=("\${word//${NATS}/$NATS}"); done; command "\${words[@]}"; }
npx() { case "$1" in tunnelscope) shift; here node "$LAUNCHER" "$@";; node) here "$@";; *) return 127;; esac; }
npm() { [ "$1" = start ] || return 127; shift; [ "$1" = -- ] && shift; (cd "$CHECKOUT" && command node "$LAUNCHER" "$@"); }
curl() { here curl "$@"; }
`;

/** A folder in which a document's commands find what the repository has for them, and leave their files. */
export class Scratch {
  readonly path = mkdtempSync(join(tmpdir(), 'tunnelscope-document-'));
  readonly #store = mkdtempSync(join(tmpdir(), 'tunnelscope-document-nats-'));
  readonly #beside = new Set<ChildProcess>();
  #service: ChildProcess | null = null;
  #address = '127.0.0.1:8787';
  #nats: string | null = null;

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

  /** Starts what runs beside the commands after it, as a command line says, but on any free port; a service that runs is ended. @throws Error with its log if it ends before it is ready */
  async start(command: string): Promise<void> {
    const ready = BESIDE.find(([pattern]) => pattern.test(command))![1];
    const serves = command.includes('tunnelscope serve');
    if (serves) this.#service?.kill('SIGKILL');
    const child = spawn('bash', ['-c', SHELL.replace('command "$', 'exec "$') + await this.#placed(command)], { cwd: this.path, env: { ...process.env, ...this.#environment() }, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#beside.add(child);
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => { log += text; });
    while (!ready.test(log)) {
      if (child.exitCode !== null) throw new Error(log);
      await sleep(20);
    }
    if (!serves) return;
    this.#service = child;
    this.#address = ready.exec(log)![1]!;
  }

  remove(): void {
    for (const child of this.#beside) child.kill('SIGKILL');
    for (const path of [this.path, this.#store]) rmSync(path, { recursive: true, force: true });
  }

  /** A command line with ports and folders that nobody else has. */
  async #placed(command: string): Promise<string> {
    if (command.startsWith('npx tunnelscope serve')) return `${command.replace(/ --port \d+/, '')} --port 0`;
    if (!command.startsWith('nats-server')) return command;
    const port = await freePort();
    this.#nats = `127.0.0.1:${port}`;
    return `exec ${command.replace(/(--store_dir) \S+/, `$1 ${this.#store}`)} --port ${port}`;
  }

  /** Files and when they were written; not the history, which a service writes beside the commands. */
  #files(): Map<string, string> {
    return new Map(listFiles(this.path).filter((path) => !path.startsWith('.data/')).map((path) => {
      const { size, mtimeMs } = statSync(join(this.path, path));
      return [path, `${size} ${mtimeMs}`];
    }));
  }

  #environment(): Record<string, string> {
    return {
      PATH: [join(REPOSITORY, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
      CHECKOUT: REPOSITORY,
      LAUNCHER: join(REPOSITORY, 'apps', 'cli', 'bin', 'tunnelscope.js'),
      SERVICE: this.#address,
      ...(this.#nats !== null && { NATS: this.#nats, TUNNELSCOPE_NATS: `nats://${this.#nats}` }),
      TZ: 'UTC',
      // Nobody's history is touched.
      XDG_DATA_HOME: join(this.path, '.data'),
    };
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
