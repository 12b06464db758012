import type { CellRecord } from '../output/record.ts';
import { deliveryOf, playerOf } from '../output/manifest.ts';
import { type Condition, labelOf } from '../plan/condition.ts';
import { progressTable, type RunningCell } from './progress-table.ts';

/** Where the progress goes: standard error, or a test. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const REDRAW = 1000; // ms

/** Tells how far a recording is: a line for each run that ended, and in a terminal a table of those that go on below it. */
export class Progress {
  readonly #output: ProgressOutput;
  readonly #running = new Map<string, RunningCell>();
  #timer: NodeJS.Timeout | null = null;
  #drawn = 0;
  #started = 0;
  #missing = 0;
  #done = 0;
  #rejected = 0;
  #givenUp = 0;
  #seconds = { planned: 0, done: 0 };

  constructor(output: ProgressOutput) {
    this.#output = output;
  }

  say(text: string): void {
    this.#erase();
    this.#output.write(`testbed: ${text}\n`);
    this.#draw();
  }

  begin(missing: readonly Condition[], planned: number): void {
    this.#started = performance.now();
    this.#missing = missing.length;
    this.#seconds.planned = missing.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
    this.say(`${missing.length} of ${planned} conditions to record${planned > missing.length ? `, ${planned - missing.length} are there` : ''}`);
    if (this.#output.isTTY) this.#timer = setInterval(() => this.#redraw(), REDRAW);
  }

  preparing(condition: Condition): void {
    this.#running.set(condition.id, { condition, begun: null, client: null });
  }

  begun(condition: Condition, client: RunningCell['client']): void {
    this.#running.set(condition.id, { condition, begun: performance.now(), client });
  }

  ended({ id }: Condition): void {
    this.#running.delete(id);
  }

  recorded(condition: Condition, { capture }: CellRecord): void {
    this.#done++;
    this.#seconds.done += condition.durationSeconds;
    this.say(`${this.#count()} ${condition.id}: ${describe(condition)}: ${capture.packets} packets${this.#remaining()}`);
  }

  rejected(condition: Condition, reasons: readonly string[], again: boolean): void {
    this.#rejected++;
    if (!again) {
      this.#givenUp++;
      this.#seconds.done += condition.durationSeconds;
    }
    this.say(`${this.#count()} ${condition.id}: rejected: ${reasons.join('; ')}${again ? '; tried again later' : ''}`);
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#erase();
  }

  get rejections(): number {
    return this.#rejected;
  }

  #count(): string {
    return `[${this.#done + this.#givenUp}/${this.#missing}]`;
  }

  /** From how much was recorded a second of the clock so far, with the parts of what runs. */
  #remaining(): string {
    const now = performance.now();
    let done = this.#seconds.done;
    for (const { condition, begun } of this.#running.values()) {
      if (begun !== null) done += Math.min(condition.durationSeconds, (now - begun) / 1000);
    }
    const minutes = done === 0 ? 0 : ((now - this.#started) / 60_000 / done) * (this.#seconds.planned - done);
    return minutes === 0 ? '' : `, about ${minutes < 1 ? 'a minute' : `${Math.round(minutes)} min`} left`;
  }

  #redraw(): void {
    this.#erase();
    this.#draw();
  }

  #draw(): void {
    if (this.#timer === null) return;
    const state = `${this.#done} recorded, ${this.#rejected} rejected, ${this.#missing - this.#done - this.#givenUp} to go${this.#remaining()}`;
    const lines = progressTable([...this.#running.values()], performance.now(), state, this.#output.columns ?? 80);
    this.#output.write(lines.map((line) => `${line}\n`).join(''));
    this.#drawn = lines.length;
  }

  #erase(): void {
    if (this.#drawn > 0) this.#output.write(`\u001b[${this.#drawn}A\u001b[J`);
    this.#drawn = 0;
  }
}

/** A condition in short. */
function describe(condition: Condition): string {
  const { activity, tunnel } = condition;
  const parts = [labelOf(activity), playerOf(condition), deliveryOf(activity), activity.kind === 'video' ? `${activity.segmentSeconds} s` : '', tunnel.kind === 'none' ? '' : tunnel.kind];
  return parts.filter((part, i) => part !== '' && parts.indexOf(part) === i).join(' ');
}
