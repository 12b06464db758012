import { flowLine } from '@tunnelscope/detector/live/flow-line';
import { flowPast } from '@tunnelscope/detector/live/flow-past';
import { flowRate } from '@tunnelscope/detector/live/flow-rate';
import type { LiveCounts } from '@tunnelscope/detector/live/live-counts';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { Model } from '@tunnelscope/model';
import type { ListedLine } from '../questions/questions.ts';
import type { PartitionAnswers } from './answer-questions.ts';

/** A partition's flow table, as far as answers are made of it. */
export interface AskedTable {
  /** Epoch ms of the stream; −Infinity before its first packet. */
  readonly now: number;
  readonly counts: LiveCounts;
  /** Packets that came too late, and that taps dropped. */
  readonly late: number;
  readonly lost: number;
  flows(): Iterable<LiveFlow>;
  /** The flow of an identifier; undefined if it is not followed. */
  flowOf(id: string): LiveFlow | undefined;
  /** Epoch ms from which on a flow's verdict holds; null if it has none. */
  sinceOf(flow: LiveFlow): number | null;
}

/** Answers made of a flow table. Addresses are not masked: that is up to who shows them. */
export function tableAnswers(table: AskedTable, model: Model): PartitionAnswers {
  const line = (flow: LiveFlow): ListedLine => ({ ...flowLine(flow, table.sinceOf(flow), (address) => address), bitsPerSecond: flowRate(flow, table.now) });
  return {
    counts: () => {
      const { packets, bytes, flows: met, idle, evicted, windows, strayPackets: stray } = table.counts;
      const verdicts = { live: 0, vod: 0, other: 0, unknown: 0 };
      let followed = 0;
      for (const { policy } of table.flows()) {
        verdicts[policy.current?.verdict ?? 'unknown']++;
        followed++;
      }
      return { now: table.now === -Infinity ? null : table.now, packets, bytes, followed, verdicts, met, idle, evicted, windows, late: table.late, stray, lost: table.lost };
    },
    *lines() {
      for (const flow of table.flows()) yield line(flow);
    },
    about: (id) => {
      const flow = table.flowOf(id);
      return flow ? { ...line(flow), ...flowPast(flow, Math.max(table.now, flow.latest), model) } : null;
    },
    traffic: (id, seconds) => {
      const flow = table.flowOf(id);
      if (!flow) return null;
      const bytes = Array.from(flow.seconds.read(Math.floor(table.now / 1000), seconds, flow.side.side === 'b'));
      return { bitsPerSecond: flowRate(flow, table.now), bytesDown: flow.bytesDown, probability: flow.policy.current?.probability ?? null, bytes };
    },
  };
}
