import type { Tunnel } from '@tunnelscope/capture/batch';
import type { EndEvent } from '@tunnelscope/detector/live/event';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { Subtype } from '@tunnelscope/model/outcome';
import type { Verdict } from '@tunnelscope/model/verdict';
import { endpointText } from '../text/endpoint.ts';

/** What the table shows of one flow, as it was at one moment. */
export interface Row {
  /** The flow's number in the capture. */
  readonly number: number;
  readonly flow: LiveFlow;
  /** Address and port, masked if addresses are. */
  readonly client: string;
  readonly server: string;
  readonly tunnel: Tunnel | null;
  /** Bits per second of both directions together, over the last RATE_SECONDS. */
  readonly rate: number;
  /** Unknown as long as there is none. */
  readonly verdict: Verdict['verdict'];
  readonly subtype: Subtype | null;
  /** Of the verdict; null before the first. */
  readonly probability: number | null;
  /** Epoch ms from which on the verdict holds; null before the first. */
  readonly since: number | null;
  /** Why the flow is followed no longer; null while it is. */
  readonly ended: EndEvent['reason'] | null;
}

/** Segments of video are seconds apart: over less, the rate would jump. */
const RATE_SECONDS = 10;

/** Bits per second of both directions over the last full seconds. @param now epoch ms */
function rateOf(flow: LiveFlow, now: number): number {
  const end = Math.floor(now / 1000);
  const seconds = Math.min(RATE_SECONDS, end - Math.floor(flow.start / 1000));
  if (!(seconds >= 1)) return 0;
  let bytes = 0;
  for (const value of flow.seconds.read(end, seconds, true)) bytes += value;
  for (const value of flow.seconds.read(end, seconds, false)) bytes += value;
  return (8 * bytes) / seconds;
}

/** @param now epoch ms of the stream */
export function rowOf(flow: LiveFlow, now: number, since: number | null, ended: Row['ended'], mask: (address: string) => string): Row {
  const { a, b } = flow.flow;
  const [client, server] = flow.side.side === 'a' ? [a, b] : [b, a];
  const { current } = flow.policy;
  return {
    number: flow.flow.number,
    flow,
    client: endpointText(client, mask),
    server: endpointText(server, mask),
    tunnel: flow.tunnel,
    rate: rateOf(flow, now),
    verdict: current?.verdict ?? 'unknown',
    subtype: current?.subtype ?? null,
    probability: current?.probability ?? null,
    since,
    ended,
  };
}
