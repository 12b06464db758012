import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { expect, test } from 'vitest';
import { flowNumbered, type Packet, packetBatches } from '../synthetic-capture.fixture.ts';
import type { LiveEvent } from './event.ts';
import { LiveDetector, type LiveOptions } from './live-detector.ts';

const T0 = 1_600_000_000_000;
const FLOWS = 600;
const kernels = await loadKernels('wasm');
const model = await loadDefaultModel();
const made = (options: Partial<LiveOptions> = {}) => new LiveDetector({ kernels, model, ...options });
/** Flows that begin together, a packet a second each. */
const together = (seconds: number, start = T0) =>
  packetBatches(Array.from({ length: FLOWS * seconds }, (_, i): Packet => [start + 1000 * Math.floor(i / FLOWS), 1200, 0, i % FLOWS]), [FLOWS * seconds], (number) => ({ ...flowNumbered(0), number }));
const plain = (events: readonly LiveEvent[]) => events.map((event) => (event.kind === 'end' ? { ...event, last: event.last.packets } : event));

test('many windows that are full at once are judged in pieces, and lead to what they lead to at once', () => {
  const [batch] = together(12);
  const detector = made();
  const events: LiveEvent[] = [];
  const windows = [0];
  for (const piece of detector.feeding(batch!)) {
    events.push(...piece);
    windows.push(detector.counts.windows);
  }
  expect(windows.at(-1)).toBe(FLOWS);
  expect(Math.max(...windows.slice(1).map((count, i) => count - windows[i]!))).toBeLessThanOrEqual(256);
  expect(plain(events)).toEqual(plain(made().feed(batch!)));
});

test.each([
  ['fall silent', (detector: LiveDetector) => detector.passing(T0 + 200_000)],
  ['belong to another time', (detector: LiveDetector) => detector.feeding(together(1, T0 - 7_200_000)[0]!)],
])('many flows that %s at once end in pieces; between them every other one can be looked at', (_what, ending) => {
  const detector = made();
  detector.feed(together(5)[0]!);
  const ended = new Set<number>();
  for (const events of ending(detector)) {
    const ends = events.filter(({ kind }) => kind === 'end');
    expect(ends.length).toBeLessThanOrEqual(64);
    for (const { flow } of ends) ended.add(flow.number);
    if (ended.size < FLOWS) expect(detector.flows.size).toBe(FLOWS - ended.size);
  }
  expect(ended.size).toBe(FLOWS);
});

test('those with the least traffic leave in pieces too', () => {
  const detector = made({ memoryBytes: 1 });
  const pieces = [...detector.feeding(together(3)[0]!)];
  const ends = pieces.map((events) => events.filter((event) => event.kind === 'end' && event.reason === 'evicted').length);
  expect(ends.reduce((sum, count) => sum + count, 0)).toBe(detector.counts.evicted);
  expect(detector.counts.evicted).toBeGreaterThanOrEqual(FLOWS);
  // What one look at the flows leaves over comes with the next one's first.
  expect(Math.max(...ends)).toBeLessThan(2 * 64);
});
