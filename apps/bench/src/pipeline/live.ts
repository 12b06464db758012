import type { Kernels } from '@tunnelscope/core/kernels';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import { loadDefaultModel } from '@tunnelscope/model/default';
import type { Model } from '@tunnelscope/model';
import type { Benchmark } from '../benchmark.ts';
import { LiveStream } from '../input/live-stream.ts';
import { computing } from '../measure/subject.ts';

const FLOWS = 20_000;
const WARM_UP = 95; // s of the stream, until every flow has a full window and its own second for the next

/** What a detector in steady state does with one more second of the stream. */
interface Second {
  readonly windows: number;
  readonly evicted: number;
  readonly flows: number;
  /** What memory grew by from before the first packet, a flow. */
  readonly bytesPerFlow: number;
}

/** The live path: many flows at once, for ever. */
export const live: readonly Benchmark[] = [
  {
    group: 'live detector',
    name: `one second of ${FLOWS.toLocaleString('en')} flows, 10 packets a second each`,
    twins: true,
    slow: true,
    work: { amount: 10 * FLOWS, unit: 'packets' },
    rateTarget: 2e6,
    missed: 'each packet is of another flow than the one before, so it waits for memory; windows are judged each second',
    prepare: async () => {
      const model = await loadDefaultModel();
      return (kernels) => computing(steady(kernels, model));
    },
    comparable: (result) => ({ flows: (result as Second).flows, evicted: (result as Second).evicted }),
    facts: (result) => {
      const { flows, evicted, bytesPerFlow } = result as Second;
      return [`${flows.toLocaleString('en')} flows followed, ${evicted} lost, ${(bytesPerFlow / 1000).toFixed(1)} kB of memory each`];
    },
  },
];

function steady(kernels: Kernels, model: Model): () => Second {
  const stream = new LiveStream(FLOWS);
  const before = memory();
  const detector = new LiveDetector({ kernels, model, memoryBytes: 1e9 });
  for (let second = 0; second < WARM_UP; second++) for (const batch of stream.next()) detector.feed(batch);
  const bytesPerFlow = (memory() - before) / FLOWS;
  return () => {
    const { windows } = detector.counts;
    for (const batch of stream.next()) detector.feed(batch);
    return { windows: detector.counts.windows - windows, evicted: detector.counts.evicted, flows: detector.flows.size, bytesPerFlow };
  };
}

/** Bytes in use, in V8's heap and outside of it. Without `--expose-gc` garbage counts too: the figure is an upper bound. */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
