import type { CaptureBatch, Flow, FlowTunnel, PacketBatch } from '../batch.ts';

/** Packets put in order at once at most. */
const MOST_PACKETS = 500_000;

/**
 * Puts the packets of each second in order of time, equal times as they stand. A network-stats file holds one flow's second
 * after the other's; a packet file holds packets as they were sent. Other batches pass through.
 */
export async function* inOrderOfTime(batches: AsyncIterable<CaptureBatch>): AsyncGenerator<CaptureBatch, void, undefined> {
  let held: PacketBatch[] = [];
  let count = 0;
  function* release(): Generator<CaptureBatch> {
    if (held.length > 0) yield sorted(held, count);
    held = [];
    count = 0;
  }
  for await (const batch of batches) {
    if (batch.kind === 'seconds' || batch.count === 0) {
      yield* release();
      yield batch;
      continue;
    }
    for (const part of bySecond(batch)) {
      const last = held.at(-1);
      if (last && (secondOf(last, last.count - 1) !== secondOf(part, 0) || count + part.count > MOST_PACKETS)) yield* release();
      held.push(part);
      count += part.count;
    }
  }
  yield* release();
}

/** A batch in pieces of one second each. What it says of flows comes with the first: new ones; and the last: those that are over. */
function* bySecond(batch: PacketBatch): Generator<PacketBatch> {
  for (let start = 0, end = 0; start < batch.count; start = end) {
    const second = secondOf(batch, start);
    for (end = start + 1; end < batch.count && secondOf(batch, end) === second; ) end++;
    yield {
      kind: 'packets',
      count: end - start,
      time: batch.time.subarray(start, end),
      nanoseconds: batch.nanoseconds.subarray(start, end),
      size: batch.size.subarray(start, end),
      flow: batch.flow.subarray(start, end),
      fromA: batch.fromA.subarray(start, end),
      newFlows: start === 0 ? batch.newFlows : [],
      evictedFlows: end === batch.count ? batch.evictedFlows : [],
      tunnels: end === batch.count ? batch.tunnels : [],
    };
  }
}

function secondOf({ time }: PacketBatch, packet: number): number {
  return Math.floor(time[packet]! / 1000);
}

function sorted(parts: readonly PacketBatch[], count: number): PacketBatch {
  const whole = joined(parts, count);
  const { time, nanoseconds } = whole;
  let inOrder = true;
  for (let i = 1; i < count && inOrder; i++) inOrder = time[i - 1]! < time[i]! || (time[i - 1] === time[i] && nanoseconds[i - 1]! <= nanoseconds[i]!);
  if (inOrder) return whole;
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((x, y) => time[x]! - time[y]! || nanoseconds[x]! - nanoseconds[y]! || x - y);
  return {
    ...whole,
    time: time.map((_, i) => time[order[i]!]!),
    nanoseconds: nanoseconds.map((_, i) => nanoseconds[order[i]!]!),
    size: whole.size.map((_, i) => whole.size[order[i]!]!),
    flow: whole.flow.map((_, i) => whole.flow[order[i]!]!),
    fromA: whole.fromA.map((_, i) => whole.fromA[order[i]!]!),
  };
}

function joined(parts: readonly PacketBatch[], count: number): PacketBatch {
  const time = new Float64Array(count);
  const nanoseconds = new Uint32Array(count);
  const size = new Uint16Array(count);
  const flow = new Uint32Array(count);
  const fromA = new Uint8Array(count);
  const newFlows: Flow[] = [];
  const evictedFlows: number[] = [];
  const tunnels: FlowTunnel[] = [];
  let at = 0;
  for (const part of parts) {
    time.set(part.time, at);
    nanoseconds.set(part.nanoseconds, at);
    size.set(part.size, at);
    flow.set(part.flow, at);
    fromA.set(part.fromA, at);
    for (const flow of part.newFlows) newFlows.push(flow);
    for (const flow of part.evictedFlows) evictedFlows.push(flow);
    for (const tunnel of part.tunnels) tunnels.push(tunnel);
    at += part.count;
  }
  return { kind: 'packets', count, time, nanoseconds, size, flow, fromA, newFlows, evictedFlows, tunnels };
}
