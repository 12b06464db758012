import type { JetStreamManager } from '@nats-io/jetstream';
import { PACKETS_STREAM } from '../subjects.ts';

/**
 * The server looks through all of a stream for the messages of one subject, and stores nothing meanwhile: 0.1 s with 100,000
 * messages. So a purge is followed by a pause so many times as long.
 */
const PAUSE = 10;

/** Lets the server forget messages that are not needed any more, one subject after another, as fast as does not disturb taps. */
export class Purger {
  readonly #manager: JetStreamManager;
  /** By subject: from which stream sequence on messages stay. */
  readonly #wanted = new Map<string, number>();
  #running: Promise<void> | null = null;
  #hurried = false;
  #wake = () => {};

  constructor(manager: JetStreamManager) {
    this.#manager = manager;
  }

  /** @param before stream sequence of the first message that stays */
  purge(subject: string, before: number): void {
    this.#wanted.set(subject, before);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** All that was asked for, without pauses. */
  async finish(): Promise<void> {
    this.#hurried = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    for (const [subject, before] of this.#wanted) {
      // Asked for again meanwhile, it comes again, behind the others.
      this.#wanted.delete(subject);
      const began = performance.now();
      await this.#manager.streams.purge(PACKETS_STREAM, { filter: subject, seq: before }).catch(() => {
        // The server is away; the next checkpoints ask again.
        this.#wanted.clear();
      });
      if (!this.#hurried) await this.#pause(PAUSE * (performance.now() - began));
    }
  }

  #pause(time: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
