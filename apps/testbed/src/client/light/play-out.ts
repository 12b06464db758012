/** Seconds that must be ready for playback to begin or to go on: about what Chromium calls HAVE_FUTURE_DATA. */
const LEAST_READY = 0.1;

/**
 * Position and stalls of a player that shows no picture: it plays at the speed of the clock, waits when one of its tracks has
 * run out and goes on once all of them have something again.
 */
export class PlayOut {
  /** Where each track's media ends, seconds. */
  readonly #ends: number[];
  #position: number;
  #last: number;
  #began: number;
  #state: 'starting' | 'playing' | 'stalled' | 'paused' = 'starting';
  startupSeconds: number | null = null;
  stalls = 0;
  stallSeconds = 0;
  playedSeconds = 0;

  /** @param now seconds */
  constructor(tracks: number, position: number, now: number) {
    this.#ends = new Array<number>(tracks).fill(position);
    this.#position = position;
    this.#last = now;
    this.#began = now;
  }

  /** Moves to the present. @returns the position, seconds */
  advance(now: number): number {
    const passed = Math.max(0, now - this.#last);
    this.#last = now;
    const ready = Math.min(...this.#ends) - this.#position;
    if (this.#state === 'playing') {
      const played = Math.min(passed, ready);
      this.#position += played;
      this.playedSeconds += played;
      if (ready < passed) {
        this.#state = 'stalled';
        this.stalls += 1;
        this.stallSeconds += passed - ready;
      }
    } else if (this.#state === 'stalled') this.stallSeconds += passed;
    return this.#position;
  }

  /** A track has media up to `end`, seconds. */
  append(track: number, end: number, now: number): void {
    this.advance(now);
    this.#ends[track] = Math.max(this.#ends[track]!, end);
    this.#goOn(now);
  }

  /** Seconds of a track that are ready. */
  ahead(track: number, now: number): number {
    return this.#ends[track]! - this.advance(now);
  }

  /** Seconds of all tracks that are ready. */
  aheadOfAll(now: number): number {
    return Math.min(...this.#ends) - this.advance(now);
  }

  /** @returns whether what is ready has been thrown away, because the new position lies outside of it */
  seek(position: number, now: number): boolean {
    const inside = position >= this.advance(now) && position < Math.min(...this.#ends);
    this.#position = position;
    if (inside) return false;
    this.#ends.fill(position);
    // The wait after a seek is the viewer's doing and no stall.
    if (this.#state !== 'paused') this.#state = 'starting';
    return true;
  }

  pause(now: number): void {
    this.advance(now);
    this.#state = 'paused';
  }

  resume(now: number): void {
    this.advance(now);
    this.#state = 'starting';
    this.#goOn(now);
  }

  #goOn(now: number): void {
    if (this.#state === 'paused' || this.#state === 'playing' || Math.min(...this.#ends) - this.#position < LEAST_READY) return;
    this.#state = 'playing';
    this.startupSeconds ??= now - this.#began;
  }
}
