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
const openNetworkStats = () => new HeaderLine(FILE, (header) => new NetworkStatsHost(header, FILE));

/** One for each reader, and one for the link types, which only a pcap is needed for. */
export const KERNEL_TARGETS: readonly Target[] = [
  {
    name: 'pcap',
    inputs: INPUTS,
    prepare: makeInputs('pcap', (input, random) => generatePcap(input, random, false), mutatePcap),
    open: () => openKernelCheck(() => new PcapHost(FILE)),
  },
  {
    name: 'link-types',
    inputs: INPUTS,
    prepare: makeInputs('pcap', (input, random) => generatePcap(input, random, true), mutatePcap),
    open: () => openKernelCheck(() => new PcapHost(FILE)),
  },
  {
    name: 'pcapng',
    inputs: INPUTS,
    prepare: makeInputs('pcapng', generatePcapng, mutatePcapng),
    open: () => openKernelCheck(() => new PcapngHost(FILE)),
  },
  {
    name: 'network-stats',
    inputs: INPUTS,
    prepare: makeInputs('network-stats', (input, random) => generateNetworkStats(input, random, false), mutateNetworkStats),
    open: () => openKernelCheck(openNetworkStats),
  },
  {
    name: 'network-stats-extended',
    inputs: INPUTS,
    prepare: makeInputs('network-stats', (input, random) => generateNetworkStats(input, random, true), mutateNetworkStats),
    open: () => openKernelCheck(openNetworkStats),
  },
];
