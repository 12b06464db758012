/**
 * A sensor: tells a running service of packets, in numbered batches, as a tap would that sees them elsewhere. Here they come
 * from a capture, as fast as they are taken, with times as if its last packet had just been seen.
 *
 *   npx tunnelscope serve
 *   node examples/send-packets.ts http://127.0.0.1:8787 test-data/recorded/pair_live4_hls_wg_p86.csv.gz
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { readCapture } from '@tunnelscope/capture';
import type { Flow, PacketBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import { loadKernels } from '@tunnelscope/core';

const [service = 'http://127.0.0.1:8787', file = 'test-data/recorded/pair_live4_hls_wg_p86.csv.gz'] = process.argv.slice(2);
const batches: PacketBatch[] = [];
for await (const batch of readCapture(openCapture(file), await loadKernels('wasm'))) {
  if (batch.kind !== 'packets') throw new Error(`${file} has totals of seconds: found no packets`);
  batches.push(batch);
}
const latest = Math.max(...batches.map(({ time }) => time.at(-1) ?? 0));
const shift = Date.now() - latest;
/** Flows of a capture are numbered through; a batch names those that are new in it. */
const flows = new Map<number, Flow>();
// A sensor that starts anew goes on counting: from the clock, if it keeps no number anywhere.
let sequence = Date.now();

for (const batch of batches) {
  for (const flow of batch.newFlows) flows.set(flow.number, flow);
  const body = ndjson(batch);
  const answer = await push(body);
  console.log(`batch ${answer.duplicate ? 'known' : 'taken'}: ${answer.packets} packets, ${answer.late} late`);
  sequence++;
}

/** One header, then each flow before its first packet, then the packets. */
function ndjson(batch: PacketBatch): string {
  const numbers = new Map<number, number>();
  const lines: object[] = [{ sensor: 'example', sequence }];
  for (let i = 0; i < batch.time.length; i++) {
    const { number, protocol, a, b } = flows.get(batch.flow[i]!)!;
    if (!numbers.has(number)) {
      lines.push({ flow: numbers.size, protocol, a, b });
      numbers.set(number, numbers.size);
    }
    lines.push({ flow: numbers.get(number), time: batch.time[i]! + shift, size: batch.size[i], from: batch.fromA[i] ? 'a' : 'b' });
  }
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

/** Sends until it is taken: what was taken before counts once, so sending again is safe. */
async function push(body: string): Promise<{ packets: number; late: number; duplicate: boolean }> {
  for (;;) {
    const answer = await fetch(new URL('/v1/packets', service), { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });
    if (answer.status === 202) return (await answer.json()) as { packets: number; late: number; duplicate: boolean };
    if (answer.status !== 429) throw new Error(`${answer.status} ${await answer.text()}`);
    await sleep(1000 * Number(answer.headers.get('retry-after') ?? 1));
  }
}
