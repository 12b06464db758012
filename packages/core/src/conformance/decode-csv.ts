import {
  ADDRESS_IPV4, ADDRESS_IPV6, ADDRESS_NUMBER, ADDRESS_TEXT, COLUMNS, FORMAT_NETWORK_STATS, KEY_KIND, KEY_PORTS, KEY_WORDS, REPORT_EVICTED,
  REPORT_NEW_FLOWS, REPORT_ROWS, SETTING_COLUMNS, SETTING_EXTENDED, SETTING_FIELDS, STOP_COLUMNS_FULL, STOP_FAULT, STOP_LONG_ROW,
} from '../decoding/codes.ts';
import type { Decoder } from '../decoding/decoder.ts';
import { type DecoderSetup, decoderCalls } from './decoder-calls.ts';

/** In the order of COLUMN_…. */
const NAMES = [
  'Time', 'IP1', 'Port1', 'IP2', 'Port2', 'Proto', '1->2Bytes', '2->1Bytes', '1->2Pkts', '2->1Pkts', 'packet_times', 'packet_sizes', 'packet_dirs',
];
export const REGULAR_HEADER = NAMES.slice(0, 10).join(',');
export const EXTENDED_HEADER = NAMES.join(',');

/** What a host sets for a file with this header. */
export function csvSetup(header: string): DecoderSetup {
  const fields = header.replace(/^\uFEFF/, '').split(',').map((name) => name.trim());
  const places = NAMES.map((name, column): [number, number] => [SETTING_COLUMNS + column, fields.indexOf(name)]);
  if (places.length !== COLUMNS) throw new Error('the names are not those of COLUMN_…');
  return { settings: { ...Object.fromEntries(places), [SETTING_FIELDS]: fields.length, [SETTING_EXTENDED]: fields.includes('packet_times') ? 1 : 0 } };
}

/** All that a decoder made of the lines behind a header. */
export interface DecodedCsv {
  /** [time, size, flow, fromA] of packets, or [time, flow, bytes from a and b, packets from a and b] of seconds. */
  readonly rows: number[][];
  /** 'address:port address:port protocol', IP addresses in hexadecimal after 4: or 6:, texts after t:, numbers after #. */
  readonly flows: string[];
  readonly evicted: number[];
  readonly stops: number[];
  /** Of the last call, whose positions are those of the decoder's input. */
  readonly report: Float64Array;
  readonly skipped: Float64Array;
  readonly warnings: Float64Array;
  readonly warningPlace: Float64Array;
  readonly warningValue: Float64Array;
}

/** Decodes the lines behind a header as a host does. */
export function decodeCsv(decoder: Decoder, header: string, lines: string | Uint8Array, pieces: readonly number[] = [Infinity]): DecodedCsv {
  const bytes = typeof lines === 'string' ? new TextEncoder().encode(lines) : lines;
  const setup = csvSetup(header);
  const rows: number[][] = [];
  const flows: string[] = [];
  const evicted: number[] = [];
  const stops: number[] = [];
  const gather = () => {
    const { report, newFlowKeys, ...columns } = decoder.views;
    for (let row = 0; row < report[REPORT_ROWS]!; row++) {
      const { time, size, flow, fromA, bytesFromA, bytesFromB, packetsFromA, packetsFromB } = columns;
      const packet = [time[row]!, size[row]!, flow[row]!, fromA[row]!];
      const second = [time[row]!, flow[row]!, bytesFromA[row]!, bytesFromB[row]!, packetsFromA[row]!, packetsFromB[row]!];
      rows.push(setup.settings[SETTING_EXTENDED] === 1 ? packet : second);
    }
    for (let flow = 0; flow < report[REPORT_NEW_FLOWS]!; flow++) flows.push(flowText(newFlowKeys.subarray(KEY_WORDS * flow, KEY_WORDS * (flow + 1))));
    evicted.push(...columns.evicted.subarray(0, report[REPORT_EVICTED]!));
  };
  for (const stop of decoderCalls(decoder, FORMAT_NETWORK_STATS, setup, bytes, pieces)) {
    stops.push(stop);
    if (stop === STOP_COLUMNS_FULL || stop === STOP_LONG_ROW) gather();
  }
  gather();
  if (stops.at(-1) !== STOP_FAULT) decoder.take();
  const { report, skipped, warnings, warningPlace, warningValue } = decoder.views;
  return {
    rows, flows, evicted, stops,
    report: report.slice(), skipped: skipped.slice(), warnings: warnings.slice(), warningPlace: warningPlace.slice(), warningValue: warningValue.slice(),
  };
}

function flowText(key: Uint32Array): string {
  const kinds = key[KEY_KIND]!;
  const a = addressText(key.subarray(0, 4), (kinds >>> 8) & 255);
  const b = addressText(key.subarray(4, 8), kinds & 255);
  return `${a}:${key[KEY_PORTS]! >>> 16} ${b}:${key[KEY_PORTS]! & 0xffff} ${kinds >>> 16}`;
}

function addressText(words: Uint32Array, kind: number): string {
  const hex = Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
  if (kind === ADDRESS_IPV4) return `4:${hex.slice(0, 8)}`;
  if (kind === ADDRESS_IPV6) return `6:${hex}`;
  if (kind === ADDRESS_NUMBER) return `#${words[0]}`;
  const bytes = Uint8Array.from({ length: kind - ADDRESS_TEXT }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
  return `t:${new TextDecoder().decode(bytes)}`;
}
