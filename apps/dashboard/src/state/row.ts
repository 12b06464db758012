import type { Tunnel } from '@tunnelscope/capture/batch';
import type { EndEvent } from '@tunnelscope/detector/live/event';
import type { Subtype } from '@tunnelscope/model/outcome';
import type { Verdict } from '@tunnelscope/model/verdict';
import type { SeenFlow } from '../flow-source.ts';
import type { Totals } from './frame.ts';

/** What the table shows of one flow, as it was at one moment. */
export interface Row {
  /** Tells the flow from all others of its source. */
  readonly number: number;
  readonly flow: SeenFlow;
  /** Address and port, masked if addresses are. */
  readonly client: string;
  readonly server: string;
  readonly tunnel: Tunnel | null;
  /** Bits per second of both directions together, over the last ten seconds. */
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

/** Counts the flows that are followed; those that ended with the capture still are, for who looks at it. */
export function totalsOf(rows: readonly Row[]): Pick<Totals, 'flows' | 'verdicts'> {
  const verdicts = { live: 0, vod: 0, other: 0, unknown: 0 };
  let flows = 0;
  for (const { ended, verdict } of rows) {
    if (ended !== null && ended !== 'capture ended') continue;
    flows++;
    verdicts[verdict]++;
  }
  return { flows, verdicts };
}
