// What a page of GET /v1/flows costs when the flow table is full, and the longest that it keeps the service from everything
// else: CPU time of the one thread that everything runs on, so that other work of the machine does not count.
// node apps/server/scripts/flow-pages.js [flows]
import { loadavg } from 'node:os';
import { loadKernels } from '@tunnelscope/core';
import { LiveDetector } from '@tunnelscope/detector/live/live-detector';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { liveFlowsOf } from '../dist/engine/live-flows.js';

const FLOWS = Number(process.argv[2] ?? 262_144);
const START = 1_700_000_000_000; // epoch ms
const PAGE = 100;
const ROUNDS = 15;

const detector = new LiveDetector({ kernels: await loadKernels('wasm'), model: await loadDefaultModel(), memoryBytes: 8e9 });
fill();
if (detector.flows.size !== FLOWS) throw new Error(`${detector.flows.size} flows are followed, expected ${FLOWS}`);
const engine = { detector, mask: (address) => address, sinceOf: () => null };
console.log(`${FLOWS.toLocaleString('en')} flows, pages of ${PAGE}, load average ${loadavg()[0].toFixed(1)}`);
for (const sort of ['start', 'bytes', 'bitsPerSecond']) {
  for (const descending of [true, false]) await time(`${descending ? '-' : ''}${sort}`, {}, { sort, descending });
}
await time('-start, one address', { address: '10.1.2.3' }, { sort: 'start', descending: true });
await time('-bytes, half of them', { minBytes: 1000 }, { sort: 'bytes', descending: true });

/** Three packets of each flow, one a second, in no order of flows. */
function fill() {
  const shuffled = Uint32Array.from({ length: FLOWS }, (_, i) => (i * 48_271) % FLOWS);
  const endpoint = (number) => ({ number, protocol: 17, a: { address: `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`, port: 40_000 }, b: { address: '198.51.100.1', port: 51_820 } });
  for (let second = 0; second < 3; second++) {
    detector.feed({
      kind: 'packets', count: FLOWS, nanoseconds: new Uint32Array(FLOWS), newFlows: second === 0 ? Array.from({ length: FLOWS }, (_, number) => endpoint(number)) : [], evictedFlows: [], tunnels: [],
      time: Float64Array.from({ length: FLOWS }, (_, i) => START + 1000 * second + Math.floor((1000 * i) / FLOWS)),
      size: Uint16Array.from(shuffled, (flow) => 100 + ((flow * 16_807) % 500)), flow: shuffled, fromA: new Uint8Array(FLOWS),
    });
  }
}

async function time(name, filter, order) {
  const pages = [];
  let flows = 0;
  let longest = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.threadCpuUsage();
    let turn = before;
    const endTurn = () => {
      longest = Math.max(longest, used(turn));
      turn = process.threadCpuUsage();
    };
    const turns = setInterval(endTurn, 0);
    const page = await liveFlowsOf(engine, filter, order, null, PAGE + 1);
    JSON.stringify(page.map(({ flow }) => flow()));
    endTurn();
    clearInterval(turns);
    pages.push(used(before));
    flows = page.length;
  }
  pages.sort((a, b) => a - b);
  console.log(`  ${name.padEnd(22)} page ${pages[ROUNDS >> 1].toFixed(1)} ms, longest turn of the event loop ${longest.toFixed(1)} ms, ${flows} flows`);
}

function used(since) {
  const { user, system } = process.threadCpuUsage(since);
  return (user + system) / 1000;
}
