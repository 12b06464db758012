import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowEnds } from '@tunnelscope/detector/live/flow-line';
import type { FlowAbout, FlowTraffic, ListedLine, PartitionCounts } from '../questions/questions.ts';
import type { PartitionFactory, PartitionFunction } from './partition-function.ts';

/** Every so many messages of a partition lead to events. */
const EVERY = 3;

/** A message of the tests: JSON with a number that tells it from the others, and packets in it. */
export interface CountedMessage {
  readonly number: number;
  readonly packets: number;
  /** 2: of a newer version. */
  readonly version?: number;
  /** How many events it leads to, where not as usual. */
  readonly events?: number;
}

class MessageError extends Error {
  override readonly name = 'MessageError';
}

class VersionError extends Error {
  override readonly name = 'VersionError';
}

export function encodeMessage(message: CountedMessage): string {
  return JSON.stringify(message);
}

/**
 * A small function of messages that depends on all of them and on their order: counts, and a hash of everything so far in each event.
 * @param newest version of messages that it understands
 */
export const countingFunctions = (newest = 1): PartitionFactory => (partition, snapshot) => new CountingFunction(partition, newest, snapshot);

class CountingFunction implements PartitionFunction {
  readonly awaited: readonly string[] = [];
  readonly #partition: number;
  readonly #newest: number;
  #state = { messages: 0, packets: 0, events: 0, hash: 0 };

  constructor(partition: number, newest: number, snapshot: Uint8Array | null) {
    this.#partition = partition;
    this.#newest = newest;
    // Snapshots are padded, so that they take several messages.
    if (snapshot) this.#state = JSON.parse(new TextDecoder().decode(snapshot).trimEnd());
  }

  take(tap: string, bytes: Uint8Array): readonly EventLine[] {
    const text = new TextDecoder().decode(bytes);
    if (!text.startsWith('{')) throw new MessageError(`byte 0: found ${JSON.stringify(text.slice(0, 10))}, expected {`);
    const { number, packets, version = 1, events } = JSON.parse(text) as CountedMessage;
    if (version > this.#newest) throw new VersionError(`found version ${version}, expected ${this.#newest} at most`);
    const state = this.#state;
    state.messages++;
    state.packets += packets;
    for (const letter of `${tap} ${number}`) state.hash = (Math.imul(state.hash, 31) + letter.codePointAt(0)!) >>> 0;
    const usual = state.messages % EVERY === 0 ? 1 + (state.messages % 2) : 0;
    return Array.from({ length: events ?? usual }, () => this.#event());
  }

  snapshot(): Uint8Array {
    return new TextEncoder().encode(JSON.stringify(this.#state).padEnd(600_000));
  }

  get summary() {
    return { flows: 1, packets: this.#state.packets, lost: 0, late: 0, now: 1000 * this.#state.messages };
  }

  /** One for each packet. */
  lines(): ListedLine[] {
    return Array.from({ length: this.#state.packets }, (_, i) => this.#flow(i));
  }

  about(id: string): FlowAbout | null {
    const flow = this.lines().find((one) => one.flow.id === id);
    return flow ? { ...flow, series: { start: flow.start, seconds: 0, bytesDown: [], bytesUp: [] }, probabilitiesOverTime: [], reasons: [] } : null;
  }

  #event(): EventLine {
    return { kind: 'client', time: this.#time, number: this.#state.events++, flow: this.#ends(this.#state.hash) };
  }

  get #time(): string {
    return new Date(1000 * this.#state.messages).toISOString();
  }

  traffic(id: string, seconds: number): FlowTraffic | null {
    return this.about(id) && { bitsPerSecond: 0, bytesDown: 0, probability: null, bytes: Array<number>(seconds).fill(0) };
  }

  counts(): PartitionCounts {
    const { packets } = this.#state;
    return { now: this.summary.now, packets, bytes: 0, followed: packets, verdicts: { live: 0, vod: 0, other: 0, unknown: packets }, met: packets, idle: 0, evicted: 0, windows: 0, late: 0, stray: 0, lost: 0 };
  }

  #flow(number: number): ListedLine {
    const nothing = { verdict: 'unknown', subtype: null, probability: null, likely: null, probabilities: null, since: null } as const;
    return { flow: this.#ends(number), clientCertain: true, start: this.#time, durationSeconds: 0, packets: 1, bytesDown: 0, bytesUp: 0, resolution: 'packet', bitsPerSecond: 0, ...nothing };
  }

  #ends(number: number): FlowEnds {
    return { id: number.toString(16).padStart(12, '0'), client: '10.0.0.1', clientPort: this.#partition, server: '192.0.2.1', serverPort: 443, protocol: 17, tunnel: null };
  }
}
