import type { Clock } from './live-clock.ts';

/** A clock that stands still until it is moved. */
export class HandClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #sleepers: { readonly until: number; readonly wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ until: this.#now + milliseconds, wake }));
  }

  /** How many wait for it. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  advance(seconds: number): void {
    this.#now += 1000 * seconds;
    const awake = this.#sleepers.filter(({ until }) => until <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#now);
    for (const { wake } of awake) wake();
  }
}
