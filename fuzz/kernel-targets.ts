import { NetworkStatsHost } from '../packages/capture/src/network-stats/host.ts';
import { PcapHost } from '../packages/capture/src/pcap/host.ts';
import { PcapngHost } from '../packages/capture/src/pcapng/host.ts';
import { generateNetworkStats } from './generate-network-stats.ts';
import { generatePcap } from './generate-pcap.ts';
import { generatePcapng } from './generate-pcapng.ts';
import { HeaderLine } from './header-line.ts';
import type { FuzzInput } from './input.ts';
import { openKernelCheck } from './kernel-check.ts';
import { mutateBytes, splice } from './mutate-bytes.ts';
import { mutateNetworkStats } from './mutate-network-stats.ts';
import { mutatePcap } from './mutate-pcap.ts';
import { mutatePcapng } from './mutate-pcapng.ts';
import type { Random } from './random.ts';
import { readSeeds, type SeedFormat } from './seeds.ts';
import type { InputMaker, Target } from './target.ts';

type Change = (input: FuzzInput, random: Random) => void;

/** What a reader is given has the first bytes of its format: otherwise it would have been taken for another. */
const FIRST_BYTES: Readonly<Partial<Record<SeedFormat, readonly number[]>>> = {
  pcap: [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1],
  pcapng: [0x0a0d0d0a],
};

/** Inputs from seeds and generated ones, with some changes: mostly of the structure, some of bytes, rarely halves of two. */
function makeInputs(format: SeedFormat, generate: Change, mutate: Change): () => InputMaker {
  return () => {
    const seeds = readSeeds(format);
    return (input, random) => {
      if (seeds.length === 0 || random.oneIn(2)) generate(input, random);
      else input.load(random.pick(seeds));
      for (let changes = random.small(6); changes > 0; changes--) (random.oneIn(5) ? mutateBytes : mutate)(input, random);
      if (seeds.length > 0 && random.oneIn(64)) splice(input, random, random.pick(seeds));
      const first = FIRST_BYTES[format];
      if (first && !first.includes(input.get(0, 4))) input.set(0, 4, random.pick(first));
    };
  };
}

const FILE = 'input';
const INPUTS = 3000;

const preparePcap = makeInputs('pcap', (input, random) => generatePcap(input, random, false), mutatePcap);
const prepareLinkTypes = makeInputs('pcap', (input, random) => generatePcap(input, random, true), mutatePcap);
const preparePcapng = makeInputs('pcapng', generatePcapng, mutatePcapng);
const prepareRegular = makeInputs('network-stats', (input, random) => generateNetworkStats(input, random, false), mutateNetworkStats);
const prepareExtended = makeInputs('network-stats', (input, random) => generateNetworkStats(input, random, true), mutateNetworkStats);

/** Makers of captures in every format. */
export const CAPTURE_MAKERS: readonly (() => InputMaker)[] = [preparePcap, prepareLinkTypes, preparePcapng, prepareRegular, prepareExtended];

const openPcap = () => openKernelCheck(() => new PcapHost(FILE));
const openPcapng = () => openKernelCheck(() => new PcapngHost(FILE));
const openNetworkStats = () => openKernelCheck(() => new HeaderLine(FILE, (header) => new NetworkStatsHost(header, FILE)));

/** One for each reader, and one for the link types, which only a pcap is needed for. */
export const KERNEL_TARGETS: readonly Target[] = [
  { name: 'pcap', inputs: INPUTS, prepare: preparePcap, open: openPcap },
  { name: 'link-types', inputs: INPUTS, prepare: prepareLinkTypes, open: openPcap },
  { name: 'pcapng', inputs: INPUTS, prepare: preparePcapng, open: openPcapng },
  { name: 'network-stats', inputs: INPUTS, prepare: prepareRegular, open: openNetworkStats },
  { name: 'network-stats-extended', inputs: INPUTS, prepare: prepareExtended, open: openNetworkStats },
];
