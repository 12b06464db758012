import type { FlowAbout, SeenFlow } from '@tunnelscope/dashboard/flow-source';
import type { Row } from '@tunnelscope/dashboard/row';
import { endpointText } from '@tunnelscope/dashboard/endpoint';
import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';

/** No server remembers more. */
const MOST_SECONDS = 300;
const MOST_EVENTS = 50;

/** One flow of a server, as far as it was told of. */
export class RemoteFlow implements SeenFlow {
  readonly number: number;
  line: FlowLine;
  rate = 0;
  bytesDown: number;
  /** Why it is followed no longer; null while it is. */
  ended: Row['ended'] = null;
  /** Milliseconds of the clock on the wall at which that was told. */
  endedAt = Infinity;
  /** An array stays as it is. */
  events: readonly EventLine[] = [];
  revision = 0;
  /** The last full second that the downlink is known up to, epoch; −Infinity: none is. */
  knownTo = -Infinity;
  /** Milliseconds of the clock on the wall at which the past was told; −Infinity: never. */
  toldAt = -Infinity;
  /** Whether what happened before there was a connection was asked for. */
  remembered = false;
  #past: FlowPast | null = null;
  readonly #seconds = new Map<number, number>();

  constructor(number: number, line: FlowLine) {
    this.number = number;
    this.line = line;
    this.bytesDown = line.bytesDown;
  }

  get start(): number {
    return Date.parse(this.line.start);
  }

  /** A fresher line of the same flow, or of one that came again. */
  update(line: FlowLine): void {
    if (line.start !== this.line.start || line.flow.client !== this.line.flow.client || line.flow.clientPort !== this.line.flow.clientPort) this.#forget();
    // Of the same flow the traffic may have told more already.
    this.bytesDown = line.start === this.line.start ? Math.max(line.bytesDown, this.bytesDown) : line.bytesDown;
    this.line = line;
  }

  /** Verdicts of before there was a connection. @param events oldest first */
  remember(events: readonly EventLine[]): void {
    const known = new Set(this.events.map(({ number, time }) => `${number} ${time}`));
    const earlier = events.filter(({ number, time }) => time >= this.line.start && !known.has(`${number} ${time}`));
    if (earlier.length === 0) return;
    this.events = [...earlier, ...this.events].slice(-MOST_EVENTS);
    this.revision++;
  }

  hear(event: EventLine, now: number): void {
    // Events that an earlier connection brought already are not sent again; those of a flow that came again count from 0.
    const before = event.number === 0 ? [] : this.events.slice(1 - MOST_EVENTS);
    this.events = [...before, event];
    const { flow, kind } = event;
    if (kind === 'verdict') {
      const { verdict, subtype, probability, likely, probabilities, since } = event;
      this.line = { ...this.line, flow, verdict, subtype, probability, likely, probabilities, since };
    } else if (kind === 'end') {
      const { kind: _kind, time: _time, number: _number, reason, ...line } = event;
      this.line = line;
      this.bytesDown = line.bytesDown;
      this.rate = 0;
      this.ended = reason as Row['ended'];
      this.endedAt = now;
    } else {
      if (kind === 'client') {
        this.#forget();
        this.line = { ...this.line, verdict: 'unknown', subtype: null, probability: null, likely: null, probabilities: null, since: null };
      }
      this.line = { ...this.line, flow };
    }
    // What was told of its past is of before.
    this.toldAt = -Infinity;
    this.revision++;
  }

  /** @param start epoch second of the first value */
  addSeconds(start: number, bytes: readonly number[]): void {
    for (const [i, value] of bytes.entries()) this.#seconds.set(start + i, value);
    this.knownTo = start + bytes.length;
    for (const second of this.#seconds.keys()) if (second < this.knownTo - MOST_SECONDS) this.#seconds.delete(second);
    this.revision++;
  }

  tell(line: FlowLine, past: FlowPast, now: number): void {
    this.update(line);
    this.#past = past;
    this.toldAt = now;
    this.addSeconds(Math.floor(Date.parse(past.series.start) / 1000), past.series.bytesDown);
  }

  downlink(end: number, seconds: number): Float64Array {
    return Float64Array.from({ length: seconds }, (_, i) => this.#seconds.get(end - seconds + i) ?? 0);
  }

  about(): FlowAbout | null {
    if (!this.#past) return null;
    const { likely, ...past } = this.#past;
    return { ...this.line, ...past, likely: this.line.likely ?? likely };
  }

  row(): Row {
    const { flow, verdict, subtype, probability, since } = this.line;
    return {
      number: this.number, flow: this, client: endpointText(flow.client, flow.clientPort), server: endpointText(flow.server, flow.serverPort),
      tunnel: flow.tunnel, rate: this.rate, verdict, subtype, probability, since: since === null ? null : Date.parse(since), ended: this.ended,
    };
  }

  #forget(): void {
    this.#past = null;
    this.#seconds.clear();
    this.knownTo = -Infinity;
    this.toldAt = -Infinity;
  }
}
