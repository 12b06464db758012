import type { PacketBatch } from '@tunnelscope/capture/batch';
import { randomFor } from './seed.ts';

const START = 1_700_000_000_000; // epoch ms
const PACKETS_A_SECOND = 10; // of each flow
const BATCH = 8192;

/** Seconds of a link with many flows at once, each of which sends ten packets a second, eight of them down. */
export class LiveStream {
  readonly flows: number;
  #second = 0;
  /** Of one second, in order of time: ms, flow, size, direction. */
  readonly #offset: Uint16Array;
  readonly #flow: Uint32Array;
  readonly #size: Uint16Array;
  readonly #fromA: Uint8Array;

  constructor(flows: number) {
    this.flows = flows;
    const random = randomFor('live');
    const packets = Array.from({ length: flows * PACKETS_A_SECOND }, (_, i) => ({ offset: random.below(1000), flow: i % flows, up: i % PACKETS_A_SECOND < 2 }));
    packets.sort((x, y) => x.offset - y.offset || x.flow - y.flow);
    this.#offset = Uint16Array.from(packets, ({ offset }) => offset);
    this.#flow = Uint32Array.from(packets, ({ flow }) => flow);
    this.#fromA = Uint8Array.from(packets, ({ up }) => (up ? 1 : 0));
    this.#size = Uint16Array.from(packets, ({ up }) => (up ? 80 + random.below(60) : 1000 + random.below(480)));
  }

  get packetsASecond(): number {
    return this.#offset.length;
  }

  /** The batches of the next second. */
  *next(): Generator<PacketBatch> {
    const start = START + 1000 * this.#second;
    for (let from = 0; from < this.#offset.length; from += BATCH) {
      const to = Math.min(from + BATCH, this.#offset.length);
      const first = this.#second === 0 && from === 0;
      yield {
        kind: 'packets',
        count: to - from,
        time: timesOf(this.#offset.subarray(from, to), start),
        nanoseconds: new Uint32Array(to - from),
        size: this.#size.subarray(from, to),
        flow: this.#flow.subarray(from, to),
        fromA: this.#fromA.subarray(from, to),
        newFlows: first ? Array.from({ length: this.flows }, (_, number) => flowNumbered(number)) : [],
        evictedFlows: [],
        tunnels: [],
      };
    }
    this.#second++;
  }
}

/** In a plain loop: it is timed with the detector, and should not be what takes long. */
function timesOf(offset: Uint16Array, start: number): Float64Array {
  const time = new Float64Array(offset.length);
  for (let i = 0; i < time.length; i++) time[i] = start + offset[i]!;
  return time;
}

function flowNumbered(number: number) {
  const client = `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
  return { number, a: { address: client, port: 40_000 }, b: { address: '198.51.100.1', port: 51_820 }, protocol: 17 };
}
