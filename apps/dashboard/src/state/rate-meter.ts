/** Packets and bits per second of the whole stream. */
export interface Rates {
  readonly packets: number;
  readonly bits: number;
}

interface Sample {
  /** Epoch ms of the stream. */
  readonly time: number;
  readonly packets: number;
  readonly bytes: number;
}

/** Rates are means over so long. */
const SPAN = 10_000; // ms of the stream
const APART = 500;
/** Over less there is no rate to speak of. */
const LEAST = 1000;

/** Makes rates out of counters, by the time of the stream: of everything that was seen, whatever the table shows. */
export class RateMeter {
  readonly #samples: Sample[] = [];

  /** Takes the counters as they are now. */
  add(sample: Sample): void {
    if (sample.time === -Infinity) return;
    const last = this.#samples.at(-1);
    // A step of the clock backwards: what was measured before belongs to another time.
    if (last && sample.time < last.time) this.#samples.length = 0;
    // The latest takes the place of the one before, unless that is needed to remember its time.
    if (this.#samples.length > 1 && sample.time - this.#samples.at(-2)!.time < APART) this.#samples.pop();
    this.#samples.push(sample);
    while (this.#samples.length > 2 && this.#samples[1]!.time <= sample.time - SPAN) this.#samples.shift();
  }

  get rates(): Rates {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || last.time - first.time < LEAST) return { packets: 0, bits: 0 };
    const seconds = (last.time - first.time) / 1000;
    return { packets: (last.packets - first.packets) / seconds, bits: (8 * (last.bytes - first.bytes)) / seconds };
  }
}
