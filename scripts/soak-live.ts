// Follows a made-up stream of many hours in which flows come and go, and says what the heap held after each hour.
// Run: node --expose-gc scripts/soak-live.ts [HOURS, 24 if not given]
import type { Flow, PacketBatch } from '../packages/capture/src/batch.ts';
import { loadKernels } from '../packages/core/src/load.ts';
import { LiveDetector } from '../packages/detector/src/live/live-detector.ts';
import { loadDefaultModel } from '../packages/model/src/default.ts';
import { Random } from '../packages/model/src/forest/random.ts';

const ACTIVE = 100;
const PACKETS_A_SECOND = 5; // of each flow
const START = 1_700_000_000_000; // epoch ms
const SHORTEST = 60; // s that a flow lasts
const LONGEST = 1800;

const hours = Number(process.argv[2] ?? 24);
const { gc } = globalThis;
if (!gc || !(hours >= 3)) {
  console.error('expected: node --expose-gc scripts/soak-live.ts [HOURS, at least 3]');
  process.exit(2);
}

const random = Random.fromSeed(1, 0);
const detector = new LiveDetector({ kernels: await loadKernels('wasm'), model: await loadDefaultModel() });
const active: { number: number; until: number }[] = [];
let numbered = 0;
let ended = 0;
let verdicts = 0;

function flow(number: number): Flow {
  return { number, a: { address: `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`, port: 40_000 }, b: { address: '198.51.100.1', port: 51_820 }, protocol: 17 };
}

function second(at: number): PacketBatch {
  const newFlows: Flow[] = [];
  for (let slot = 0; slot < ACTIVE; slot++) {
    if (active[slot] && active[slot]!.until > at) continue;
    active[slot] = { number: numbered++, until: at + SHORTEST + random.below(LONGEST - SHORTEST) };
    newFlows.push(flow(active[slot]!.number));
  }
  const count = ACTIVE * PACKETS_A_SECOND;
  const up = (i: number) => i % PACKETS_A_SECOND === 0;
  return {
    kind: 'packets',
    count,
    time: Float64Array.from({ length: count }, (_, i) => START + 1000 * at + Math.floor((1000 * i) / count)),
    nanoseconds: new Uint32Array(count),
    size: Uint16Array.from({ length: count }, (_, i) => (up(i) ? 90 : 1000 + random.below(400))),
    flow: Uint32Array.from({ length: count }, (_, i) => active[Math.floor(i / PACKETS_A_SECOND)]!.number),
    fromA: Uint8Array.from({ length: count }, (_, i) => (up(i) ? 1 : 0)),
    newFlows,
    evictedFlows: [],
    tunnels: [],
  };
}

const heap: number[] = [];
for (let hour = 1; hour <= hours; hour++) {
  for (let at = 3600 * (hour - 1); at < 3600 * hour; at++) {
    for (const event of detector.feed(second(at))) {
      if (event.kind === 'end') ended++;
      if (event.kind === 'verdict') verdicts++;
    }
  }
  // Memory of arrays is given back behind a collection, not by it.
  for (let i = 0; i < 3; i++) {
    gc();
    await new Promise(setImmediate);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  heap.push((heapUsed + arrayBuffers) / 1e6);
  console.log(`${hour} h: ${heap.at(-1)!.toFixed(2)} MB in use, ${detector.flows.size} flows followed of ${numbered}, ${verdicts} verdicts, ${ended} ended`);
}
// Least squares; the first hour fills tables.
const later = heap.slice(1);
const middle = (later.length - 1) / 2;
const mean = later.reduce((sum, value) => sum + value, 0) / later.length;
const slope = later.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0) / later.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
console.log(`slope ${(1000 * slope).toFixed(1)} kB an hour, spread ${(1000 * (Math.max(...later) - Math.min(...later))).toFixed(0)} kB`);
