import {
  FORMAT_PCAP, KEY_KIND, KEY_PORTS, KEY_WORDS, REPORT_EVICTED, REPORT_FLOWS, REPORT_NEW_FLOWS, REPORT_ROWS, REPORT_TUNNELS, SETTING_BIG_ENDIAN,
  SETTING_RECORD_HEADER, STOP_COLUMNS_FULL, STOP_FAULT,
} from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';
import { type DecoderSetup, decoderCalls } from './decoder-calls.ts';

/** All that a decoder made of some bytes. */
export interface Decoded {
  readonly stop: number;
  /** Time in epoch ms, nanoseconds, size, flow, 1 if endpoint a sent it. */
  readonly packets: number[][];
  /** Bytes of the addresses and ports, a before b, then protocol and kind of address. */
  readonly flows: { readonly a: number[]; readonly b: number[]; readonly ports: readonly [number, number]; readonly protocol: number; readonly kind: number }[];
  readonly evicted: number[];
  readonly tunnels: [flow: number, tunnel: number][];
  readonly report: Float64Array;
  readonly skipped: Float64Array;
  readonly warnings: Float64Array;
}

/** What a host sets for a classic pcap. */
export function pcapSetup(shape: { bigEndian?: boolean; modified?: boolean; nanosecond?: boolean; linkType?: number } = {}): DecoderSetup {
  return {
    settings: { [SETTING_BIG_ENDIAN]: shape.bigEndian ? 1 : 0, [SETTING_RECORD_HEADER]: shape.modified ? 24 : 16 },
    interfaces: [[shape.linkType ?? 1, 0, 0, shape.nanosecond ? 9 : 6, 0]],
  };
}

/** Gathers rows, flows, evictions and tunnels over all calls. Left out: a pcap in one piece. */
export function decodeAll(decoder: Decoder, bytes: Uint8Array, setup = pcapSetup(), pieces: readonly number[] = [Infinity], format = FORMAT_PCAP): Decoded {
  const packets: number[][] = [];
  const flows: Decoded['flows'] = [];
  const evicted: number[] = [];
  const tunnels: [number, number][] = [];
  let stop = -1;
  const gather = () => {
    const { report, time, nanoseconds, size, flow, fromA, newFlowKeys, tunnelFlow, tunnelKind } = decoder.views;
    for (let row = 0; row < report[REPORT_ROWS]!; row++) packets.push([time[row]!, nanoseconds[row]!, size[row]!, flow[row]!, fromA[row]!]);
    const first = report[REPORT_FLOWS]! - report[REPORT_NEW_FLOWS]!;
    if (first !== flows.length) throw new Error(`new flows begin with number ${first} after ${flows.length}`);
    for (let i = 0; i < report[REPORT_NEW_FLOWS]!; i++) flows.push(readKey(newFlowKeys.subarray(KEY_WORDS * i, KEY_WORDS * (i + 1))));
    evicted.push(...decoder.views.evicted.subarray(0, report[REPORT_EVICTED]!));
    for (let i = 0; i < report[REPORT_TUNNELS]!; i++) tunnels.push([tunnelFlow[i]!, tunnelKind[i]!]);
  };
  for (stop of decoderCalls(decoder, format, setup, bytes, pieces)) if (stop === STOP_COLUMNS_FULL) gather();
  gather();
  const { report, skipped, warnings } = decoder.views;
  if (stop !== STOP_FAULT) decoder.take();
  return { stop, packets, flows, evicted, tunnels, report: report.slice(), skipped: skipped.slice(), warnings: warnings.slice() };
}

function readKey(key: Uint32Array): Decoded['flows'][number] {
  const kind = key[KEY_KIND]! & 0xff;
  const bytes = (from: number) => [...key.subarray(from, from + 4)].flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
  return {
    a: bytes(0).slice(0, kind),
    b: bytes(4).slice(0, kind),
    ports: [key[KEY_PORTS]! >>> 16, key[KEY_PORTS]! & 0xffff],
    protocol: key[KEY_KIND]! >>> 16,
    kind,
  };
}
