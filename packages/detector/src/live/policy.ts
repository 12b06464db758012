import { OUTCOMES } from '@tunnelscope/model/outcome';
import { type Verdict, verdictOf } from '@tunnelscope/model/verdict';
import type { VerdictRule } from '@tunnelscope/model/verdict-rule';
import type { StateArchive } from './state/state-archive.ts';

/** What one window says. */
export interface WindowOutcome {
  /** Epoch ms of its start and end. */
  readonly start: number;
  readonly end: number;
  /** Probabilities of OUTCOMES. */
  readonly outcomes: Float64Array;
  /** Of the model part that they are from: each length has its own. */
  readonly rule: VerdictRule;
  /** Nothing should be said on it, whatever its probabilities. */
  readonly doubtful: boolean;
}

/** What became of the verdict. */
export interface Ruling {
  readonly verdict: Verdict;
  readonly cause: 'first' | 'correction' | 'change of content';
  readonly since: number;
}

/** Windows in a row that must contradict a verdict before it falls. */
const CONTRADICTIONS = 2;
/** A change of content passes through at most so many windows. */
const TRANSITION = 4;
/** Windows grow up to this length, then slide. */
export const FULL_WINDOW = 60_000; // ms
/** The belief follows the windows with this time constant. */
const MEMORY = 30_000; // ms

/**
 * One verdict out of a flow's windows as they come, of growing length up to a minute and then sliding. The belief is the
 * outcome of the longest window, and later a moving mean over minutes. A verdict falls only when several windows in a row
 * contradict it: within the first minute that corrects it, later it is a change of content.
 */
export class VerdictPolicy {
  /** What holds now; null before the first verdict. */
  current: Verdict | null = null;
  /** Moving mean of outcomes; null before the first window. */
  belief: Float64Array | null = null;
  #latest = 0;
  #against = 0;
  #againstSince = 0;
  #restarted = false;
  /** Middle of the first window since the last agreement that spoke for two things at once. */
  #wavered: number | null = null;
  /** Windows in a row that spoke for two things at once. */
  #wavering = 0;

  /** Writes or reads all that it remembers. */
  archive(state: StateArchive): void {
    this.current = state.json(this.current);
    const belief = state.doubles(this.belief as Float64Array<ArrayBuffer> | null ?? new Float64Array());
    this.belief = belief.length === 0 ? null : belief;
    this.#latest = state.number(this.#latest);
    this.#against = state.number(this.#against);
    this.#againstSince = state.number(this.#againstSince);
    this.#restarted = state.flag(this.#restarted);
    this.#wavered = state.perhaps(this.#wavered);
    this.#wavering = state.number(this.#wavering);
  }

  /** What comes now is another sitting: the belief is made anew, while the verdict stands until it is contradicted. */
  restart(): void {
    this.belief = null;
    this.#against = 0;
    this.#wavered = null;
    this.#restarted = true;
  }

  /** Nothing that was said holds any more. */
  forget(): void {
    this.current = null;
    this.belief = null;
    this.#against = 0;
    this.#wavered = null;
  }

  /**
   * A window that holds the end of one content and the start of another proves neither, but it dates a change that follows.
   * @returns whether that may be what it is; false once so many came in a row that the traffic itself speaks for two things
   */
  waver({ start, end }: Pick<WindowOutcome, 'start' | 'end'>): boolean {
    this.#wavered ??= (start + end) / 2;
    return ++this.#wavering <= TRANSITION;
  }

  /** @returns what changed, or null */
  rule(window: WindowOutcome): Ruling | null {
    if (!window.doubtful) this.#wavering = 0;
    this.#believe(window);
    const candidate = verdictOf(this.belief!, window.rule, window.doubtful);
    if (this.current === null) return this.#first(candidate, window);
    if (candidate.verdict === this.current.verdict || (candidate.verdict === 'unknown' && candidate.likely === this.current.verdict)) {
      // Less certain of the same is no contradiction: the verdict keeps its subtype.
      this.current = candidate.verdict === 'unknown' ? { ...candidate, verdict: this.current.verdict, subtype: this.current.subtype } : candidate;
      this.#against = 0;
      this.#wavered = null;
      return null;
    }
    if (this.#against++ === 0) this.#againstSince = this.#wavered ?? (window.start + window.end) / 2;
    if (this.#against < CONTRADICTIONS) return null;
    this.#against = 0;
    this.#wavered = null;
    this.current = candidate;
    if (this.#restarted) return { verdict: candidate, cause: 'change of content', since: window.start };
    // A window as a whole turns when about half of it is new.
    if (window.end - window.start >= FULL_WINDOW) return { verdict: candidate, cause: 'change of content', since: this.#againstSince };
    return { verdict: candidate, cause: 'correction', since: window.start };
  }

  #first(candidate: Verdict, window: WindowOutcome): Ruling | null {
    if (candidate.verdict === 'unknown') return null;
    this.current = candidate;
    return { verdict: candidate, cause: 'first', since: window.start };
  }

  #believe({ start, end, outcomes }: WindowOutcome): void {
    const fresh = Math.min(1, (end - this.#latest) / MEMORY);
    this.#latest = end;
    if (this.belief === null || end - start < FULL_WINDOW) {
      this.belief = outcomes.slice();
      return;
    }
    this.#restarted = false;
    for (let i = 0; i < OUTCOMES.length; i++) this.belief[i] = (1 - fresh) * this.belief[i]! + fresh * outcomes[i]!;
  }
}
