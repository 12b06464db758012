import { closeSync, openSync, writeSync } from 'node:fs';
import { loadKernels } from '../../packages/core/src/load.ts';
import { openCapture } from '../../packages/capture/src/file.ts';
import { readCapture } from '../../packages/capture/src/read.ts';
import { Random } from '../../packages/model/src/forest/random.ts';

const BEGIN = 1_790_000_000_000; // epoch ms
const HEADERS = 28; // bytes: IPv4 without options, UDP
const RECORD = 16 + HEADERS;
const BLOCK = 65_536; // records that are written at once

/** Packets of one flow, times from its beginning on. */
interface Recording {
  readonly time: readonly number[];
  readonly size: readonly number[];
  readonly fromA: readonly number[];
}

/** Traffic of many flows, in order of time. */
export interface MadeTraffic {
  /** Epoch ms at which it begins. */
  readonly begin: number;
  readonly time: Float64Array;
  readonly size: Uint16Array;
  readonly flow: Uint32Array;
  readonly fromClient: Uint8Array;
}

export interface TrafficOptions {
  readonly flows: number;
  readonly seconds: number;
  readonly seed: number;
}

/** Repeats recorded captures of packets, each flow from another place on, under addresses of its own; of one millisecond those come first that `first` says 0 of. */
export async function madeTraffic(paths: readonly string[], { flows, seconds, seed }: TrafficOptions, first: (flow: number, fromClient: number) => number = () => 0): Promise<MadeTraffic> {
  const recordings = await Promise.all(paths.map(recording));
  const random = Random.fromSeed(seed);
  const rows: { time: number[]; size: number[]; flow: number[]; fromClient: number[] } = { time: [], size: [], flow: [], fromClient: [] };
  for (let flow = 0; flow < flows; flow++) {
    const { time, size, fromA } = recordings[flow % recordings.length]!;
    const span = time.at(-1)! + 20;
    let at = random.below(time.length);
    let offset = -time[at]! + random.below(1000);
    for (; offset + time[at]! < 1000 * seconds;) {
      rows.time.push(offset + time[at]!);
      rows.size.push(size[at]!);
      rows.flow.push(flow);
      rows.fromClient.push(fromA[at]!);
      if (++at === time.length) {
        at = 0;
        offset += span;
      }
    }
  }
  const order = Float64Array.from(rows.time, (time, i) => (2 * time + first(rows.flow[i]!, rows.fromClient[i]!)) * 2 ** 24 + i).sort();
  const places = Uint32Array.from(order, (key) => key % 2 ** 24);
  return {
    begin: BEGIN,
    time: Float64Array.from(places, (i) => BEGIN + rows.time[i]!),
    size: Uint16Array.from(places, (i) => rows.size[i]!),
    flow: Uint32Array.from(places, (i) => rows.flow[i]!),
    fromClient: Uint8Array.from(places, (i) => rows.fromClient[i]!),
  };
}

async function recording(path: string): Promise<Recording> {
  const all = { time: [] as number[], size: [] as number[], fromA: [] as number[] };
  for await (const batch of readCapture(openCapture(path), await loadKernels('wasm'))) {
    if (batch.kind !== 'packets') throw new Error(`${path}: has no packets, only sums of seconds`);
    for (let i = 0; i < batch.count; i++) {
      if (batch.flow[i] !== 0) continue;
      all.time.push(batch.time[i]!);
      all.size.push(batch.size[i]!);
      all.fromA.push(batch.fromA[i]!);
    }
  }
  const begin = all.time[0]!;
  // A recording may have a packet a little out of order.
  return { ...all, time: all.time.map((time) => Math.max(0, time - begin)) };
}

/** The header of a pcap of raw IP. */
export function pcapHeader(): Uint8Array {
  const view = new DataView(new ArrayBuffer(24));
  view.setUint32(0, 0xa1b2c3d4, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, HEADERS, true);
  view.setUint32(20, 101, true);
  return new Uint8Array(view.buffer);
}

/** Rows as records of a pcap: headers alone, as a tap that keeps no payload has them. @param sees whether a row is there */
export function pcapRecords({ time, size, flow, fromClient }: MadeTraffic, from: number, to: number, sees: (flow: number, fromClient: number) => boolean = () => true): Uint8Array {
  const view = new DataView(new ArrayBuffer((to - from) * RECORD));
  let at = 0;
  for (let i = from; i < to; i++) {
    if (!sees(flow[i]!, fromClient[i]!)) continue;
    view.setUint32(at, Math.floor(time[i]! / 1000), true);
    view.setUint32(at + 4, 1000 * (time[i]! % 1000), true);
    view.setUint32(at + 8, HEADERS, true);
    view.setUint32(at + 12, size[i]!, true);
    const [client, server] = [{ address: 0x0a_00_00_02 + flow[i]!, port: 40_000 }, { address: 0xc6_12_00_01 + (flow[i]! % 7), port: 51_820 }];
    const [source, target] = fromClient[i] ? [client, server] : [server, client];
    const ip = at + 16;
    view.setUint8(ip, 0x45);
    view.setUint16(ip + 2, size[i]!);
    view.setUint8(ip + 8, 64);
    view.setUint8(ip + 9, 17);
    view.setUint32(ip + 12, source.address);
    view.setUint32(ip + 16, target.address);
    view.setUint16(ip + 20, source.port);
    view.setUint16(ip + 22, target.port);
    view.setUint16(ip + 24, size[i]! - 20);
    at += RECORD;
  }
  return new Uint8Array(view.buffer, 0, at);
}

/** @param sees whether a row is in the file */
export function writePcap(path: string, traffic: MadeTraffic, sees?: (flow: number, fromClient: number) => boolean): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, pcapHeader());
    for (let from = 0; from < traffic.time.length; from += BLOCK) writeSync(file, pcapRecords(traffic, from, Math.min(from + BLOCK, traffic.time.length), sees));
  } finally {
    closeSync(file);
  }
}
