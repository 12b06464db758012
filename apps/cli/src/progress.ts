import { harmless } from './text/plain.ts';

/** How far a job is. */
export interface Step {
  readonly what: string;
  readonly done: number;
  /** null: not known, as on a pipe. */
  readonly of: number | null;
  /** What is said in place of a bar. */
  readonly instead?: string;
}

/** Jobs shorter than this need no bar. */
const PATIENCE = 1000; // ms
const REDRAW = 100; // ms
const BAR = 24; // columns

/** A progress bar on standard error: only on a terminal, and only for jobs that last. */
export class Progress {
  /** Whether anything is ever drawn. */
  readonly wanted: boolean;
  readonly #started = performance.now();
  #drawn = -Infinity;

  constructor(quiet: boolean) {
    this.wanted = !quiet && process.stderr.isTTY === true;
  }

  /** May be called as often as is convenient: draws ten times a second at most. */
  show(step: Step): void {
    if (!this.wanted) return;
    const now = performance.now();
    if (now - this.#started < PATIENCE || now - this.#drawn < REDRAW) return;
    this.#drawn = now;
    const width = (process.stderr.columns || 80) - 1;
    process.stderr.write(`\r${barText(step).slice(0, width)}\u001b[K`);
  }

  /** Takes the bar away, before other output or at the end. */
  clear(): void {
    if (this.#drawn === -Infinity) return;
    process.stderr.write('\r\u001b[K');
    this.#drawn = -Infinity;
  }
}

/** `[######------------------]  25 %  reading x.pcap`. */
export function barText({ what, done, of, instead }: Step): string {
  if (instead !== undefined) return harmless(`${what}: ${instead}`);
  if (of === null || of <= 0) return harmless(what);
  const share = Math.min(1, done / of);
  const full = Math.round(share * BAR);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR - full)}] ${String(Math.floor(100 * share)).padStart(3)} %  ${harmless(what)}`;
}
