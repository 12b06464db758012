import { FORMAT_PCAP, INTERFACE_LINK, INTERFACE_TIME_EXPONENT } from '../packages/core/src/decoding/codes.ts';
import type { Decoder } from '../packages/core/src/decoding/decoder.ts';
import type { Forest, Kernels } from '../packages/core/src/kernels.ts';

let seed = 1;
/** From 0 to below 1. */
function random(): number {
  seed = (seed * 1664525 + 1013904223) >>> 0;
  return seed / 2 ** 32;
}

const packets = packetsOf(20_000);
const walk = walkOf(20_000);
const forest = forestOf(50, 9);
const rows = Float32Array.from({ length: 6 * 203 }, random);

/** Work whose amount is fixed, by name: what callers ask of the kernels most. */
export const KERNEL_JOBS: Readonly<Record<string, (kernels: Kernels) => void>> = {
  'binPackets, 500 a bin': (kernels) => void kernels.binPackets(packets, { start: 0, width: 500, count: 40 }),
  'binPackets, 5 a bin': (kernels) => void kernels.binPackets(packets, { start: 0, width: 5, count: 4000 }),
  'findPeaks, height': (kernels) => void kernels.findPeaks(walk, { minHeight: 0 }),
  'findPeaks, distance': (kernels) => void kernels.findPeaks(walk, { minDistance: 20 }),
  'findPeaks, prominence': (kernels) => void kernels.findPeaks(walk, { minProminence: 2 }),
  autocorrelation: (kernels) => void kernels.autocorrelation(walk.subarray(0, 1500), 300),
  'welch, 500': (kernels) => void kernels.welch(walk.subarray(0, 1500), { samplingRate: 5, segment: 500 }),
  'welch, 499': (kernels) => void kernels.welch(walk.subarray(0, 1500), { samplingRate: 5, segment: 499 }),
  'evaluateForest, 203 rows': (kernels) => void kernels.evaluateForest(forest, rows),
  'evaluateForest, a row': (kernels) => void kernels.evaluateForest(forest, rows.subarray(0, 6)),
};

const RECORDS = 2000;
const RECORD_BYTES = 16 + 60;

/** Decodes packets of some flows (Ethernet, IPv4, UDP). */
export function decodePackets(decoder: Decoder): void {
  const { input, interfaces } = decoder.views;
  interfaces[INTERFACE_LINK] = 1;
  interfaces[INTERFACE_TIME_EXPONENT] = 6;
  const view = new DataView(input.buffer, input.byteOffset);
  for (let record = 0; record < RECORDS; record++) {
    const at = record * RECORD_BYTES;
    view.setUint32(at, 1_700_000_000 + record, true);
    view.setUint32(at + 8, 60, true);
    view.setUint32(at + 12, 60, true);
    view.setUint16(at + 28, 0x0800);
    view.setUint16(at + 30, 0x4500);
    view.setUint16(at + 32, 46);
    view.setUint8(at + 39, 17);
    view.setUint32(at + 42, 0x0a000001);
    view.setUint32(at + 46, 0x0a000002 + (record % 20));
    view.setUint32(at + 50, (4000 << 16) | 443);
    view.setUint16(at + 54, 26);
  }
  decoder.decode(FORMAT_PCAP, 0, RECORDS * RECORD_BYTES);
}

/** What `decodePackets` needs. */
export const DECODER_OPTIONS = { rows: 2 * RECORDS, flows: 64, inputBytes: RECORDS * RECORD_BYTES };

function packetsOf(count: number) {
  return {
    time: Float64Array.from({ length: count }, (_, i) => i + random()),
    size: Uint16Array.from({ length: count }, () => 1500 * random()),
    down: Uint8Array.from({ length: count }, () => 2 * random()),
  };
}

function walkOf(length: number): Float64Array {
  let value = 0;
  return Float64Array.from({ length }, () => (value += random() - 0.5));
}

/** Complete trees but for a third of the nodes, which end early. */
function forestOf(trees: number, depth: number): Forest {
  const nodes: { threshold: number; left: number; feature: number }[] = [];
  const roots: number[] = [];
  const depths: number[] = [];
  for (let tree = 0; tree < trees; tree++) {
    roots.push(nodes.length);
    const levels = [0];
    for (let place = 0; place < levels.length; place++) {
      const [node, level] = [nodes.length, levels[place]!];
      const splits = level < depth && (level < 3 || random() < 0.67);
      nodes.push(splits ? { threshold: random(), left: roots[tree]! + levels.length, feature: Math.floor(6 * random()) } : { threshold: Infinity, left: node, feature: 0 });
      if (splits) levels.push(level + 1, level + 1);
    }
    depths.push(levels.at(-1)!);
  }
  return {
    features: 6,
    classes: 2,
    roots: Int32Array.from(roots),
    depths: Int32Array.from(depths),
    threshold: Float32Array.from(nodes, ({ threshold }) => threshold),
    left: Int32Array.from(nodes, ({ left }) => left),
    feature: Uint16Array.from(nodes, ({ feature }) => feature),
    value: Float32Array.from({ length: 2 * nodes.length }, random),
  };
}
