import { fileURLToPath } from 'node:url';
import { readCapture } from '@tunnelscope/capture';
import type { Flow, PacketBatch } from '@tunnelscope/capture/batch';
import { openCapture } from '@tunnelscope/capture/file';
import type { Kernels } from '@tunnelscope/core/kernels';

/** A column each: ms from the first packet on, bytes, whether the client sent it. */
interface Packets {
  readonly time: number[];
  readonly size: number[];
  readonly up: number[];
}

/** The heaviest flow of a capture in test-data/recorded. */
export async function heaviestFlow(name: string, kernels: Kernels): Promise<Packets> {
  const flows = new Map<number, { time: number[]; size: number[]; fromA: number[] }>();
  for await (const batch of readCapture(openCapture(fileURLToPath(new URL(`../../../../test-data/recorded/${name}`, import.meta.url))), kernels)) {
    if (batch.kind !== 'packets') throw new Error(`${name}: expected packets`);
    for (let i = 0; i < batch.count; i++) {
      const flow = flows.get(batch.flow[i]!) ?? { time: [], size: [], fromA: [] };
      flows.set(batch.flow[i]!, flow);
      flow.time.push(batch.time[i]!);
      flow.size.push(batch.size[i]!);
      flow.fromA.push(batch.fromA[i]!);
    }
  }
  const bytes = ({ size }: Packets | { size: number[] }) => size.reduce((sum, value) => sum + value, 0);
  const { time, size, fromA } = [...flows.values()].sort((x, y) => bytes(y) - bytes(x))[0]!;
  const start = Math.min(...time.slice(0, 1000));
  const sentByA = size.reduce((sum, value, i) => sum + (fromA[i] ? value : 0), 0);
  const aIsClient = 2 * sentByA < bytes({ size });
  return { time: time.map((value) => Math.max(0, value - start)), size, up: fromA.map((sent) => Number((sent === 1) === aIsClient)) };
}

/** Monday noon. */
const STREAM_START = Date.UTC(2026, 5, 1, 12);

/**
 * So many flows at once, each one of the given recordings at a different place of it, over and over, as batches of a fifth
 * of a second.
 */
export function* mixedCapture(recordings: readonly Packets[], flows: number, seconds: number): Generator<PacketBatch> {
  const names: Flow[] = Array.from({ length: flows }, (_, number) => ({
    number,
    a: { address: `10.0.${Math.floor(number / 250)}.${(number % 250) + 1}`, port: 40_000 + number },
    b: number % 3 === 2 ? { address: `2001:db8:1::${(number % 250).toString(16)}`, port: 51_820 } : { address: `198.51.100.${number % 250}`, port: [1194, 51_820, 443][number % 3]! },
    protocol: 17,
  }));
  const places = names.map((_, i) => ({ packets: recordings[i % recordings.length]!, at: 0, base: (i * 137) % 2000 }));
  const piece = 200;
  for (let from = 0; from < 1000 * seconds; from += piece) {
    const rows: [time: number, size: number, flow: number, up: number][] = [];
    for (const [number, place] of places.entries()) {
      const { time, size, up } = place.packets;
      for (;;) {
        if (place.at === time.length) [place.at, place.base] = [0, place.base + time.at(-1)! + 1];
        const due = place.base + time[place.at]!;
        if (due >= from + piece) break;
        rows.push([STREAM_START + Math.max(from, due), size[place.at]!, number, up[place.at]!]);
        place.at++;
      }
    }
    rows.sort((x, y) => x[0] - y[0]);
    yield {
      kind: 'packets', count: rows.length, time: Float64Array.from(rows, ([time]) => time), nanoseconds: new Uint32Array(rows.length),
      size: Uint16Array.from(rows, ([, bytes]) => bytes), flow: Uint32Array.from(rows, ([, , flow]) => flow), fromA: Uint8Array.from(rows, ([, , , up]) => up),
      newFlows: from === 0 ? names : [], evictedFlows: [],
      tunnels: from === 0 ? names.filter(({ number }) => number % 3 < 2).map(({ number }) => ({ flow: number, tunnel: number % 3 === 0 ? 'openvpn' : 'wireguard' })) : [],
    };
  }
}
