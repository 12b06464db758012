import { followVerdicts } from '../../apps/cluster/src/read/follow-verdicts.ts';
import type { ToldLine } from '../../apps/cluster/src/read/told-lines.ts';

type Connection = Parameters<typeof followVerdicts>[0];

/** An event, and when it was here, by the clock of `performance.now`. */
export interface Heard {
  readonly line: ToldLine;
  readonly at: number;
}

/** Everything that workers publish, as a reader gets it. */
export class VerdictLog {
  readonly heard: Heard[] = [];
  readonly #connection: Connection;
  readonly #ending = new AbortController();
  #following: Promise<void> = Promise.resolve();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** @returns once it follows */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#following = this.#follow(resolve);
    });
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.#following;
  }

  async #follow(ready: () => void): Promise<void> {
    const options = { begin: 'oldest', reached: () => null, signal: this.#ending.signal, troubled: (error: Error | null) => error === null && ready() } as const;
    for await (const { lines, missed } of followVerdicts(this.#connection, options)) {
      // Each message that was missed would be events that were lost.
      if (missed > 0) throw new Error(`${missed} messages of verdicts were not understood, or are gone`);
      const at = performance.now();
      for (const line of lines) this.heard.push({ line, at });
    }
  }
}
