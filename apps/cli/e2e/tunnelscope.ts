import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const LAUNCHER = fileURLToPath(new URL('../bin/tunnelscope.js', import.meta.url));
const TEST_DATA = fileURLToPath(new URL('../../../test-data/', import.meta.url));
export const RECORDED = `${TEST_DATA}recorded/`;
export const VARIANTS = `${TEST_DATA}variants/`;
export const CORRUPT = `${TEST_DATA}corrupt/`;
export const LIVE = `${RECORDED}pair_live4_hls_wg_p86.pcap.gz`;
export const VOD = `${RECORDED}pair_vod4_hls_wg_p86.pcap.gz`;

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly launcher?: string;
  /** Options of node itself. */
  readonly node?: readonly string[];
}

/** Starts the real launcher. Nothing of this process's colour settings is passed on. */
export function start(words: readonly string[], { env = {}, launcher = LAUNCHER, node = [] }: StartOptions = {}): ChildProcessWithoutNullStreams {
  const { NO_COLOR: _no, FORCE_COLOR: _force, NODE_ENV: _mode, ...inherited } = process.env;
  return spawn(process.execPath, [...node, launcher, ...words], { env: { ...inherited, ...env } });
}

/** Waits until a program ends, and collects what it says. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const out: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      const bytes = Buffer.concat(out);
      resolve({ exitCode, signal, stdout: bytes.toString(), stderr, bytes });
    });
  });
}

/** Runs the launcher to its end. */
export function tunnelscope(words: readonly string[], options: StartOptions & { readonly input?: Uint8Array | string } = {}): Promise<Ended> {
  const child = start(words, options);
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);
  return ended(child);
}

/** A line of JSON, of which tests know the fields they ask for. */
// biome-ignore lint/suspicious/noExplicitAny: whatever the program writes; that is what is tested
export type Line = any;

export function jsonLines(text: string): Line[] {
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line);
}
