import { randomFor } from './seed.ts';

const REGULAR = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts';
const START = 1_700_000_000; // s

/** Regular network-stats: a row a second and flow, four flows. */
export function seededRegularCsv(rows: number): Uint8Array {
  const random = randomFor('network-stats');
  const lines = Array.from({ length: rows }, (_, i) => {
    const [down, up] = [random.below(900), random.below(400)];
    return `${START + (i >> 2)},10.0.0.${2 + (i & 3)},40001,10.1.0.1,1194,17,${up * 90},${down * 1380},${up},${down}`;
  });
  return new TextEncoder().encode(`${[REGULAR, ...lines].join('\n')}\n`);
}

/** Extended network-stats: one flow, a row a second, with the packets of that second. */
export function seededExtendedCsv(seconds: number, packetsPerSecond: number): Uint8Array {
  const random = randomFor('network-stats');
  const lines = Array.from({ length: seconds }, (_, i) => {
    const second = START + i;
    const offsets = Array.from({ length: packetsPerSecond }, () => random.below(1000)).sort((a, b) => a - b);
    const down = offsets.map(() => random.unit() < 0.7);
    const sizes = down.map((isDown) => (isDown ? 1000 + random.below(480) : 80 + random.below(60)));
    const bytes = (wanted: boolean) => sizes.reduce((sum, size, packet) => sum + (down[packet] === wanted ? size : 0), 0);
    const downPackets = down.filter(Boolean).length;
    const list = (values: readonly (number | string)[]) => `${values.join(';')};`;
    const times = list(offsets.map((offset) => second * 1000 + offset));
    const dirs = list(down.map((isDown) => (isDown ? 2 : 1)));
    const counts = `${bytes(false)},${bytes(true)},${packetsPerSecond - downPackets},${downPackets}`;
    return `${second},10.0.0.2,40001,10.1.0.1,1194,17,${counts},${times},${list(sizes)},${dirs}`;
  });
  return new TextEncoder().encode(`${[`${REGULAR},packet_times,packet_sizes,packet_dirs`, ...lines].join('\n')}\n`);
}
