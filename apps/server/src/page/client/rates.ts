import type { Stats } from '../../schemas/stats.ts';
import type { Rates } from '../views/totals.ts';

/** Rates are means over so long; over less than a second there is none to speak of. */
const SPAN = 10_000; // ms of the stream
const LEAST = 1000;

interface Sample {
  readonly time: number;
  readonly packets: number;
  readonly bytes: number;
}

/** Makes rates of counters, by the time of the stream. */
export class RateMeter {
  #samples: Sample[] = [];

  /** @returns null as long as too little is known */
  add({ time, packets, bytes }: Pick<Stats, 'time' | 'packets' | 'bytes'>): Rates | null {
    if (time === null) return null;
    const now = Date.parse(time);
    // A step of the clock backwards: what was measured before belongs to another time.
    if (now < (this.#samples.at(-1)?.time ?? now)) this.#samples = [];
    this.#samples.push({ time: now, packets, bytes });
    while (this.#samples.length > 2 && this.#samples[1]!.time <= now - SPAN) this.#samples.shift();
    const [first] = this.#samples;
    if (!first || now - first.time < LEAST) return null;
    const seconds = (now - first.time) / 1000;
    return { packets: (packets - first.packets) / seconds, bits: (8 * (bytes - first.bytes)) / seconds };
  }
}
