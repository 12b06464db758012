import { fileURLToPath } from 'node:url';
import { loadKernels } from '@tunnelscope/core';
import { readCapture } from '@tunnelscope/capture';
import { openCapture } from '@tunnelscope/capture/file';
import { type EventLine, eventLine } from '@tunnelscope/detector/live/event-line';
import type { LiveEvent } from '@tunnelscope/detector/live/event';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import { LocalFlow } from '../local/local-flow.ts';
import { loadDefaultModel } from '@tunnelscope/model/default';

export const kernels = await loadKernels('wasm');
export const model = await loadDefaultModel();

/** The first seconds of a recorded capture as the live detector sees them. */
export interface Recorded {
  readonly detector: LiveDetector;
  /** The one with the most traffic. */
  readonly flow: LocalFlow;
  readonly events: readonly EventLine[];
  readonly now: number;
}

/** @param name of a capture in test-data/recorded @param seconds of it that are read @param mask what is shown in place of an address */
export async function recorded(name: string, seconds: number, mask = (address: string) => address): Promise<Recorded> {
  const detector = new LiveDetector({ kernels, model });
  const events: LiveEvent[] = [];
  let start: number | null = null;
  for await (const batch of readCapture(openCapture(fileURLToPath(new URL(`../../../../test-data/recorded/${name}`, import.meta.url))), kernels, { batchSize: 64 })) {
    start ??= batch.time[0]!;
    events.push(...detector.feed(batch));
    if (detector.now - start > 1000 * seconds) break;
  }
  const flow = [...detector.flows.values()].sort((x, y) => y.bytesDown - x.bytesDown)[0]!;
  const own = events.filter((event) => event.flow === flow.flow);
  const since = own.findLast((event) => event.kind === 'verdict')?.since ?? null;
  return {
    detector, now: detector.now,
    flow: new LocalFlow(flow, { model, mask, sinceOf: () => since }),
    events: own.map((event) => eventLine(event, flow, since, mask)),
  };
}
