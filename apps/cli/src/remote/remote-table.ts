import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import type { TrafficSchema } from '@tunnelscope/server/schemas/traffic';
import { RemoteFlow } from './remote-flow.ts';

type Traffic = ReturnType<typeof TrafficSchema.parse>;
type Listed = FlowLine & { readonly ended: RemoteFlow['ended']; readonly bitsPerSecond: number };

/** Flows stay after their end for as long. */
const KEEP = 10_000; // ms on the wall

/** What is known of a server's flows. */
export class RemoteTable {
  /** Epoch ms of the stream; −Infinity before its first packet. */
  now = -Infinity;
  readonly #byId = new Map<string, RemoteFlow>();
  #next = 0;

  flows(): Iterable<RemoteFlow> {
    return this.#byId.values();
  }

  flowOf(id: string): RemoteFlow | undefined {
    return this.#byId.get(id);
  }

  /** Whether this flow is followed, as far as is known. */
  follows(id: string): boolean {
    return this.#byId.get(id)?.ended === null;
  }

  /** A flow that is followed. */
  list({ bitsPerSecond, ended: _ended, ...line }: Listed): void {
    const flow = this.#entry(line);
    if (flow.ended !== null) {
      flow.ended = null;
      flow.endedAt = Infinity;
      flow.events = [];
    }
    flow.update(line);
    flow.rate = bitsPerSecond;
  }

  /** What a whole list did not hold is followed no more, and nobody will tell of its end. @param ids of those it held */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const [id, { ended }] of this.#byId) if (ended === null && !ids.has(id)) this.#byId.delete(id);
  }

  /** @param now milliseconds of the clock on the wall @returns false for the event of a flow that is not known */
  hear(event: EventLine, now: number): boolean {
    const flow = this.#byId.get(event.flow.id);
    flow?.hear(event, now);
    return flow !== undefined;
  }

  /** @param asked identifiers of the flows whose downlink was asked for @param all whether all rates were @returns flows that are sending and were not known to be followed */
  measure({ time, rates, downlink }: Traffic, asked: readonly string[], all: boolean): string[] {
    if (time !== null) this.now = Date.parse(time);
    if (all) for (const flow of this.#byId.values()) flow.rate = 0;
    const unknown: string[] = [];
    for (const [i, id] of rates.flow.entries()) {
      const flow = this.#byId.get(id);
      if (flow?.ended !== null) {
        unknown.push(id);
        continue;
      }
      flow.rate = rates.bitsPerSecond[i] ?? 0;
      flow.bytesDown = rates.bytesDown[i] ?? flow.bytesDown;
      const probability = rates.probability[i];
      if (typeof probability === 'number' && flow.line.probability !== null) flow.line = { ...flow.line, probability };
    }
    if (downlink) {
      const start = Math.floor(Date.parse(downlink.start) / 1000);
      for (const [i, id] of asked.entries()) {
        const bytes = downlink.bytes[i];
        if (bytes) this.#byId.get(id)?.addSeconds(start, bytes);
      }
    }
    return unknown;
  }

  /** Lets go of what ended a while ago. @param now milliseconds of the clock on the wall @param connected else what ended with the server's stream stays */
  expire(now: number, connected: boolean): void {
    for (const [id, { ended, endedAt }] of this.#byId) {
      if (ended === null || endedAt + KEEP > now || (ended === 'capture ended' && !connected)) continue;
      this.#byId.delete(id);
    }
  }

  #entry(line: FlowLine): RemoteFlow {
    const { id } = line.flow;
    const known = this.#byId.get(id);
    if (known) return known;
    const flow = new RemoteFlow(this.#next++, line);
    this.#byId.set(id, flow);
    return flow;
  }
}
