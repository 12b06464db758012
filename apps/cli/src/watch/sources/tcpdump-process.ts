import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { InputError } from '../../exit.ts';
import { explainTcpdump } from './tcpdump-errors.ts';

/** Bytes of each packet that are asked for: link, IP and transport headers, and what tells tunnels apart. */
const SNAP_LENGTH = 96;
/** It says this when it has begun. */
const BEGUN = /^tcpdump: .*listening on /m;
/** It tells its counts, in the middle when asked to and at its end. */
const DROPPED = /(\d+) packets? dropped by (kernel|interface)/g;
/** What it said is kept up to so many characters. */
const MOST_SAID = 4000;
/** Told to end, it has so long for it. */
const GRACE = 2000; // ms

/** A tcpdump of our own that writes what it captures to a pipe. */
export class TcpdumpProcess {
  readonly stdout: Readable;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #exited: Promise<unknown>;
  #said = '';
  #dropped = { kernel: 0, interface: 0 };

  private constructor(program: string, interfaceName: string, filter: string | undefined) {
    const words = ['-i', interfaceName, '-U', '-s', String(SNAP_LENGTH), '-w', '-', ...(filter === undefined ? [] : ['--', filter])];
    // A group of its own: Ctrl-C in the terminal is for us to handle.
    this.#child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.stdout = this.#child.stdout;
    this.#exited = once(this.#child, 'close').catch(() => {});
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    // Whatever ends us, it does not go on capturing.
    process.on('exit', this.#kill);
  }

  /**
   * Starts it, and waits until it captures.
   * @throws InputError or UsageError that says what stands in the way and what to do about it
   */
  static async start(interfaceName: string, filter: string | undefined, program = 'tcpdump'): Promise<TcpdumpProcess> {
    const tcpdump = new TcpdumpProcess(program, interfaceName, filter);
    try {
      await tcpdump.#begun();
      return tcpdump;
    } catch (error) {
      process.off('exit', tcpdump.#kill);
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new InputError(`--interface: ${program} is not installed: it is in the package tcpdump (sudo apt install tcpdump, sudo dnf install tcpdump, brew install tcpdump)`);
      if ((error as NodeJS.ErrnoException).code === 'EACCES') throw new InputError(`--interface: ${program} cannot be run: permission denied`);
      if (error !== ENDED) throw error;
      throw explainTcpdump({ interfaceName, filter, said: tcpdump.#said, interfaces: await interfaceNames(program), program: await whereIs(program) });
    }
  }

  /** Packets that were lost before it got them, as far as it has told. */
  get dropped(): number {
    return this.#dropped.kernel + this.#dropped.interface;
  }

  /** What it said last on standard error, in one line; empty if it said nothing but its counts. */
  get lastWords(): string {
    return this.#said.split('\n').filter((line) => line.startsWith('tcpdump: ') && !/listening on |packets? (captured|received)/.test(line)).at(-1)?.replace(/^tcpdump: /, '') ?? '';
  }

  /** Asks it for its counts; they come a little later. */
  askForCounts(): void {
    this.#child.kill(process.platform === 'linux' ? 'SIGUSR1' : 'SIGINFO');
  }

  /** Ends it, and waits for its last counts. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const impatient = setTimeout(() => this.#child.kill('SIGKILL'), GRACE);
    // Nobody reads on: what is left in the pipe must not keep it open.
    this.stdout.destroy();
    await this.#exited;
    clearTimeout(impatient);
    process.off('exit', this.#kill);
  }

  async #begun(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#child.once('error', reject);
    this.#child.once('close', () => reject(ENDED));
    this.#child.stderr.on('data', () => {
      if (BEGUN.test(this.#said)) resolve();
    });
    await promise;
  }

  #hear(text: string): void {
    this.#said = (this.#said + text).slice(-MOST_SAID);
    for (const [, count, where] of this.#said.matchAll(DROPPED)) this.#dropped[where as 'kernel' | 'interface'] = Number(count);
  }

  readonly #kill = () => void this.#child.kill('SIGTERM');
}

const ENDED = new Error('ended before it began');

async function interfaceNames(program: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(program, ['-D']).catch(() => ({ stdout: '' }));
  return [...stdout.matchAll(/^\d+\.(\S+)(?=.*\[.*\bUp\b)/gm)].map(([, name]) => name!);
}

async function whereIs(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', 'command -v "$0"', program]).catch(() => ({ stdout: '' }));
  return stdout.trim() || program;
}
