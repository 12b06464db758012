import type { Decoder } from '../decoding/decoder.ts';
import { pcapRecords } from './build-packets.ts';
import { decodeAll, pcapSetup } from './decode-all.ts';

/** What became of one packet: what it is, or the place of its SKIP_… */
export type One =
  | { readonly size: number; readonly protocol: number; readonly ports: readonly [number, number]; readonly kind: number; readonly a: number[]; readonly b: number[]; readonly warned: number[] }
  | { readonly skipped: number };

/** Decodes a pcap of one packet of raw IP, or of another link type. @param original bytes on the wire */
export function decodeOne(decoder: Decoder, data: Uint8Array, original = data.length, linkType = 101): One {
  const { packets, flows, skipped, warnings } = decodeAll(decoder, pcapRecords([{ data, original }]), pcapSetup({ linkType }));
  if (packets.length === 0) return { skipped: skipped.indexOf(1) };
  const size = packets.reduce((sum, row) => sum + row[2]!, 0);
  const warned = [...warnings].flatMap((count, kind) => (count > 0 ? [kind] : []));
  return { size, ...flows[0]!, warned };
}
