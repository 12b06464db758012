import type { LiveEvent } from '@tunnelscope/detector/live/event';
import type { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import { Gauge, type Registry } from 'prom-client';
import type { Metrics } from '../metrics.ts';
import type { WorkQueue } from './work-queue.ts';

/** Counts what the detector said. */
export function countEvents(metrics: Metrics, events: readonly LiveEvent[], detector: LiveDetector): void {
  for (const event of events) {
    if (event.kind !== 'verdict') continue;
    metrics.verdicts.inc({ verdict: event.verdict.verdict, source: 'live' });
    const flow = detector.flows.get(event.flow.number);
    if (flow && event.cause === 'first') metrics.decisionSeconds.observe((event.time - flow.start) / 1000);
  }
}

/** Lets Prometheus see what waits, and what is followed. */
export function registerGauges(registry: Registry, { queue, detector }: { readonly queue: WorkQueue<unknown>; readonly detector: LiveDetector }): void {
  const gauge = (name: string, help: string, value: () => number) => {
    new Gauge({
      name, help, registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
  gauge('tunnelscope_queue_batches', 'Batches that wait to be judged, or are being judged.', () => queue.batches);
  gauge('tunnelscope_queue_packets', 'Packets of those batches.', () => queue.packets);
  gauge('tunnelscope_flows', 'Flows that are followed now.', () => detector.flows.size);
}
