import {
  KEY_WORDS,
  REPORT_EVICTED,
  REPORT_FLOWS,
  REPORT_NEW_FLOWS,
  REPORT_ROWS,
  REPORT_TUNNELS,
  TUNNEL_DTLS,
  TUNNEL_IPSEC,
  TUNNEL_OPENVPN,
  TUNNEL_WIREGUARD,
} from '@tunnelscope/core/codes';
import type { Decoder, DecoderViews } from '@tunnelscope/core/decoder';
import type { CaptureBatch, Flow, FlowTunnel, Tunnel } from './batch.ts';
import { flowOfKey } from './flow-key.ts';

const TUNNELS: Readonly<Record<number, Tunnel>> = {
  [TUNNEL_WIREGUARD]: 'wireguard',
  [TUNNEL_OPENVPN]: 'openvpn',
  [TUNNEL_IPSEC]: 'ipsec',
  [TUNNEL_DTLS]: 'dtls',
};

/**
 * Takes what a decoder's columns hold out of it, copied into arrays of the batch's own.
 * @param longAddresses texts that stand in flow keys by their number
 * @returns null if there are no rows
 */
export function takeBatch(decoder: Decoder, kind: CaptureBatch['kind'], longAddresses: readonly string[]): CaptureBatch | null {
  const { views } = decoder;
  const count = views.report[REPORT_ROWS]!;
  if (count === 0) return null;
  const named = {
    count,
    time: views.time.slice(0, count),
    flow: views.flow.slice(0, count),
    newFlows: newFlows(views, longAddresses),
    evictedFlows: Array.from(views.evicted.subarray(0, views.report[REPORT_EVICTED])),
  };
  const batch: CaptureBatch =
    kind === 'packets'
      ? {
          kind,
          ...named,
          nanoseconds: views.nanoseconds.slice(0, count),
          size: views.size.slice(0, count),
          fromA: views.fromA.slice(0, count),
          tunnels: tunnels(views),
        }
      : {
          kind,
          ...named,
          bytesFromA: views.bytesFromA.slice(0, count),
          bytesFromB: views.bytesFromB.slice(0, count),
          packetsFromA: views.packetsFromA.slice(0, count),
          packetsFromB: views.packetsFromB.slice(0, count),
        };
  decoder.take();
  return batch;
}

function newFlows({ report, newFlowKeys }: DecoderViews, longAddresses: readonly string[]): Flow[] {
  const count = report[REPORT_NEW_FLOWS]!;
  const first = report[REPORT_FLOWS]! - count;
  return Array.from({ length: count }, (_, index) => flowOfKey(newFlowKeys, index * KEY_WORDS, first + index, longAddresses));
}

function tunnels({ report, tunnelFlow, tunnelKind }: DecoderViews): FlowTunnel[] {
  return Array.from({ length: report[REPORT_TUNNELS]! }, (_, index) => ({ flow: tunnelFlow[index]!, tunnel: TUNNELS[tunnelKind[index]!] ?? null }));
}
