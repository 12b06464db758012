import type { Kernels } from '@tunnelscope/core/kernels';
import { livenessEvidence } from '@tunnelscope/model/features/packet';
import type { Traffic } from './traffic.ts';
import { packetWindow } from './windows.ts';

/** What a request is taken for: a poll of the family that recurs, another small exchange, a piece of media, or neither. */
export type RequestKind = 'poll' | 'small' | 'media' | 'rest';

/** A request of the client with what came back. */
export interface Request {
  /** Seconds from the flow's first packet. */
  readonly time: number;
  readonly kind: RequestKind;
  /** Bytes on the wire. */
  readonly bytes: number;
  readonly answerBytes: number;
}

/** The requests of a flow, and what its windows show of polls. */
export interface Requests {
  readonly requests: readonly Request[];
  /** Medians over the windows that have them: seconds from request to answer, and from burst to burst. */
  readonly latency: number | null;
  readonly period: number | null;
  /** Windows, and those with a family of polls. */
  readonly windows: number;
  readonly polled: number;
}

/** Looks for requests in windows of a minute, or of the whole of a shorter flow; null where only seconds are known. */
export function findRequests(traffic: Traffic, kernels: Kernels): Requests | null {
  const { record } = traffic;
  if (record.resolution !== 'packet') return null;
  const length = Math.min(record.durationSeconds, traffic.length);
  const requests: Request[] = [];
  const [latencies, periods]: [number[], number[]] = [[], []];
  let [windows, polled] = [0, 0];
  for (let from = 0; from < length; from += MINUTE) {
    const seconds = Math.min(MINUTE, length - from);
    if (from > 0 && seconds < LEAST_WINDOW) break;
    const { exchanges, poll, latency, period } = livenessEvidence(packetWindow(traffic, from, seconds), kernels);
    windows++;
    if (poll) polled++;
    if (latency !== null) latencies.push(latency);
    if (period !== null) periods.push(period);
    const polls = new Set(poll?.time);
    for (let i = 0; i < (exchanges?.time.length ?? 0); i++) {
      const { time, requestSize, requestCount, bytes, large, small } = exchanges!;
      const kind = polls.has(time[i]!) ? 'poll' : large[i] ? 'media' : small[i] ? 'small' : 'rest';
      requests.push({ time: from + time[i]!, kind, bytes: requestSize[i]! * requestCount[i]!, answerBytes: bytes[i]! });
    }
  }
  return { requests, latency: middle(latencies), period: middle(periods), windows, polled };
}

const MINUTE = 60; // s
/** A shorter rest of a flow has too few bursts to look for polls in. */
const LEAST_WINDOW = 10;

function middle(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;
}
