import type { VerdictClass } from '@tunnelscope/model/outcome';
import type { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import type { Sink } from '../sinks/sink.ts';
import { networkOf, parseAddress } from '../where/network.ts';
import type { VerdictLine } from '@tunnelscope/detector/verdict-line';

/** How many bits of an address name a client's network. */
export interface PrefixLengths {
  readonly ipv4: number;
  readonly ipv6: number;
}

export const VERDICTS = ['live', 'vod', 'other', 'unknown'] as const satisfies readonly (VerdictClass | 'unknown')[];

/** Bytes and hours of each verdict in one client network. */
export interface ClientLine {
  /** In CIDR notation; a client that is no address is its own network. */
  readonly network: string;
  /** Flows, or windows where windows were judged. */
  readonly flows: number;
  /** Both directions. */
  readonly bytes: Readonly<Record<VerdictLine['verdict'], number>>;
  /** Sums of how long the flows lasted: two at a time count twice. */
  readonly hours: Readonly<Record<VerdictLine['verdict'], number>>;
}

/** A sink for verdicts that adds them up by client network and writes the sums at the end, most bytes first. */
export function byClient(lengths: PrefixLengths, pseudonyms: Pseudonyms | null, sink: Sink<ClientLine>): Sink<VerdictLine> {
  const sums = new Map<string, { network: string; flows: number; bytes: Record<VerdictLine['verdict'], number>; hours: Record<VerdictLine['verdict'], number> }>();
  return {
    async write({ flow, verdict, bytesDown, bytesUp, durationSeconds, windowSeconds }) {
      const network = networkName(flow.client, lengths);
      let sum = sums.get(network);
      if (!sum) {
        sum = { network: pseudonyms?.of(network) ?? network, flows: 0, bytes: zeros(), hours: zeros() };
        sums.set(network, sum);
      }
      sum.flows++;
      sum.bytes[verdict] += bytesDown + bytesUp;
      sum.hours[verdict] += (windowSeconds ?? durationSeconds) / 3600;
    },
    endFile: (file, statistics) => sink.endFile(file, statistics),
    async end() {
      const weight = ({ bytes }: ClientLine) => VERDICTS.reduce((sum, verdict) => sum + bytes[verdict], 0);
      for (const line of [...sums.values()].sort((a, b) => weight(b) - weight(a))) await sink.write(line);
      await sink.end();
    },
  };
}

function networkName(client: string, { ipv4, ipv6 }: PrefixLengths): string {
  const address = parseAddress(client);
  if (!address) return client;
  return networkOf(address, address.kind() === 'ipv4' ? ipv4 : ipv6);
}

function zeros(): Record<VerdictLine['verdict'], number> {
  return { live: 0, vod: 0, other: 0, unknown: 0 };
}
