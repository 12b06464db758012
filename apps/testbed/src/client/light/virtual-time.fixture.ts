import { setImmediate } from 'node:timers/promises';
import { HandClock } from '../../origin/clock.fixture.ts';
import type { Clock } from './clock.ts';
import { Connection, type RequestOptions } from './connection.ts';

/** A step of the clock, seconds. */
const STEP = 0.05;
/** Rounds of the event loop in which a player makes up its mind. */
const ROUNDS = 5;

/** One clock for origin and player that moves only while no request is on its way: real sockets, times without chance. */
export class VirtualTime {
  readonly origin = new HandClock();
  readonly #timers = new Set<{ at: number; then: () => void }>();
  readonly #start = this.origin.now();
  readonly player: Clock = {
    now: () => this.now(),
    after: (seconds, then) => {
      const timer = { at: this.now() + seconds, then };
      this.#timers.add(timer);
      return () => this.#timers.delete(timer);
    },
  };

  /** Seconds since the beginning. */
  now(): number {
    return (this.origin.now() - this.#start) / 1000;
  }

  async pass(seconds: number, connection: WatchedConnection): Promise<void> {
    for (let left = Math.round(seconds / STEP); left > 0; left--) {
      await settled(connection);
      this.origin.advance(STEP);
      for (const timer of [...this.#timers]) {
        if (timer.at > this.now() + 1e-9 || !this.#timers.delete(timer)) continue;
        timer.then();
      }
    }
    await settled(connection);
  }
}

async function settled(connection: WatchedConnection): Promise<void> {
  for (let quiet = 0; quiet < ROUNDS; quiet++) {
    await setImmediate();
    if (connection.pending > 0) quiet = 0;
  }
}

/** A connection that tells what was asked for when, by the virtual clock. */
export class WatchedConnection extends Connection {
  readonly asked: { at: number; path: string }[] = [];
  readonly #time: VirtualTime;
  pending = 0;

  constructor(base: string, http: '1.1' | '2', time: VirtualTime) {
    super(base, http);
    this.#time = time;
  }

  override async ask(path: string, options?: RequestOptions) {
    this.asked.push({ at: this.#time.now(), path: path.split('?')[0]! });
    this.pending += 1;
    try {
      return await super.ask(path, options);
    } finally {
      this.pending -= 1;
    }
  }
}
