import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { FlowLine } from '@tunnelscope/detector/live/flow-line';
import type { FlowPast } from '@tunnelscope/detector/live/flow-past';
import type { Frame } from './state/frame.ts';
import type { Row } from './state/row.ts';

/** Where the dashboard has its flows from: a detector of this process, or a server elsewhere. */
export interface FlowSource {
  /** Whether the stream has ended: what is shown stays as it is. */
  readonly over: boolean;
  /** Another number than before asks to be looked at at once: what was missing on the screen has come. */
  readonly news?: number;
  /** Follows the stream until it ends or the signal is given. @throws what broke it off; what was known can still be looked at */
  run(signal: AbortSignal): Promise<void>;
  /** Everything as it is now. @param now milliseconds of the clock on the wall */
  look(now: number): Looked;
  /** Told with every frame what it shows: nothing else has to be up to date. */
  show(shown: Shown): void;
  /** What happened to the flow of this number, oldest first. An array stays as it is: another one says that there is more. */
  eventsOf(number: number): readonly EventLine[];
  /** Lines of these flows for a file, as they are now. */
  lines(rows: readonly Row[]): Promise<readonly FlowLine[]>;
  /** All about one flow for a file, as it is now. @throws Error in words for the user if that cannot be had */
  aboutNow(row: Row): Promise<FlowAbout>;
}

export type Looked = Pick<Frame, 'now' | 'totals' | 'all'>;

export interface Shown {
  /** Rows on the screen. */
  readonly rows: readonly Row[];
  /** Seconds that the pictures of rows show. */
  readonly seconds: number;
  /** The row whose detail is on the screen; null: none is. */
  readonly detail: Row | null;
  readonly paused: boolean;
}

/** One flow, whose pictures and words are made when they are drawn. */
export interface SeenFlow {
  /** Epoch ms of the first packet. */
  readonly start: number;
  readonly bytesDown: number;
  /** Another one than before says that the same seconds may show something else. */
  readonly revision: string | number;
  /** Bytes of the downlink in each of the last seconds before `end`. @param end epoch second behind the last */
  downlink(end: number, seconds: number): Float64Array;
  /** Null as long as it is not known. @param now epoch ms of the stream */
  about(now: number): FlowAbout | null;
}

/** One flow with its last minutes. */
export type FlowAbout = FlowLine & FlowPast;
