import { expect, test } from 'vitest';
import { readCapture } from '../packages/capture/src/read.ts';
import { type CaptureStatistics, createStatistics } from '../packages/capture/src/statistics.ts';
import { loadKernels } from '../packages/core/src/load.ts';
import { generateNetworkStats } from './generate-network-stats.ts';
import { generatePcap } from './generate-pcap.ts';
import { generatePcapng } from './generate-pcapng.ts';
import { FuzzInput } from './input.ts';
import { Random } from './random.ts';

// What fuzzing never reaches it cannot find faults in.

interface Reached {
  readonly seen: Set<string>;
  /** Packets by link type, of captures with one. */
  readonly links: Map<number, number>;
}

async function reach(inputs: number, generate: (input: FuzzInput, random: Random) => void): Promise<Reached> {
  const kernels = await loadKernels('typescript');
  const decoder = await kernels.openDecoder({ rows: 256, flows: 16, inputBytes: 32_768 });
  const openDecoder = async () => {
    decoder.reset();
    return decoder;
  };
  const input = new FuzzInput();
  const random = new Random();
  const reached: Reached = { seen: new Set(), links: new Map() };
  for (let index = 0; index < inputs; index++) {
    random.start(3, index);
    generate(input, random);
    const bytes = input.toBytes();
    let at = 0;
    const read = (target: Uint8Array): number => {
      const count = Math.min(target.length, bytes.length - at);
      target.set(bytes.subarray(at, at + count));
      at += count;
      return count;
    };
    const statistics = createStatistics();
    try {
      for await (const batch of readCapture({ name: 'input', read }, { ...kernels, openDecoder }, { statistics })) {
        if (batch.kind === 'packets') for (const { tunnel } of batch.tunnels) reached.seen.add(`tunnel ${tunnel}`);
        if (batch.count > statistics.packets) reached.seen.add('giant');
      }
    } catch (error) {
      reached.seen.add(`error ${error instanceof Error ? error.name : ''}`);
    }
    note(reached, statistics);
  }
  return reached;
}

function note({ seen, links }: Reached, { skipped, warnings, linkTypes, packets, evictedFlows }: CaptureStatistics): void {
  for (const reason of Object.keys(skipped)) seen.add(reason);
  for (const { kind } of warnings) seen.add(kind);
  if (evictedFlows > 0) seen.add('eviction');
  const [linkType] = linkTypes;
  if (linkType !== undefined && linkTypes.length === 1) links.set(linkType, (links.get(linkType) ?? 0) + packets);
}

const PACKET_REASONS = ['arp', 'not ip', 'truncated header', 'bad ip version', 'bad ip header', 'impossible length', 'encrypted frame', 'aggregated frame'];
const TUNNELS = ['tunnel wireguard', 'tunnel openvpn', 'tunnel ipsec', 'tunnel dtls', 'tunnel null'];

test('generated pcaps have every link type that is read, every reason to skip a packet, every tunnel', async () => {
  const { seen, links } = await reach(4000, (input, random) => generatePcap(input, random, true));
  const read = [0, 1, 9, 12, 14, 50, 51, 101, 104, 105, 108, 113, 119, 127, 163, 204, 219, 228, 229, 239, 276];
  for (const linkType of read) expect(links.get(linkType), `packets of link type ${linkType}`).toBeGreaterThan(50);
  const reasons = [...PACKET_REASONS, ...TUNNELS, 'fragment without its first', 'ports cut off', 'eviction', 'giant'];
  expect(reasons.filter((reason) => !seen.has(reason))).toEqual([]);
});

test('generated pcapngs have times of all kinds', async () => {
  const { seen } = await reach(1500, generatePcapng);
  const reasons = ['impossible time', 'packet without a time', 'unsupported link type', 'not ip', 'tunnel openvpn', 'eviction'];
  expect(reasons.filter((reason) => !seen.has(reason))).toEqual([]);
});

test.each([[false, ['last line without end', 'eviction']], [true, [
  'packet columns differ in length', 'packet columns disagree with counts', 'packet column without its last semicolon', 'eviction', 'giant',
]]] as const)('generated network-stats, extended %s, have what is warned about', async (extended, reasons) => {
  const { seen } = await reach(1500, (input, random) => generateNetworkStats(input, random, extended));
  expect(reasons.filter((reason) => !seen.has(reason))).toEqual([]);
});
