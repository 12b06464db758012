import { expect, test } from 'vitest';
import { ADDRESS_IPV4, KEY_KIND, KEY_PORTS, KEY_WORDS, TUNNEL_WIREGUARD } from '../decoding/codes.ts';
import type { Kernels } from '../kernels.ts';
import { hashKey } from '../typescript/flow-hash.ts';
import { ipv4, pcapRecords, udp } from './build-packets.ts';
import { decodeAll, pcapSetup } from './decode-all.ts';

const PORTS = [5000, 443] as const;
const DESTINATION = 0x0a000002;

/** The flow table where keys are chosen so that taken slots stand in long runs, which honest traffic never makes. */
export function flowRunsConform(kernels: () => Kernels): void {
  const open = (flows: number) => kernels().openDecoder({ rows: 65_536, flows, inputBytes: 1 << 16 });

  test('what stands as far from its home as can be is found again when that becomes free', async () => {
    const [last] = sourcesAt(512, [0], sourcesAt(512, [0]));
    const run = [...sourcesAt(512, ascending(0, 127)), last!];
    const others = sourcesAt(512, ascending(300, 72));
    const [driver] = sourcesAt(512, [450]);
    const { packets, evicted } = decodeAll(await open(200), records([...run, ...others, driver!, last!]), pcapSetup({ linkType: 101 }));
    expect(evicted).toEqual([0]);
    expect(packets.at(-1)![3]).toBe(127);
  });

  test('a run over half of the table does not make evictions slow', async () => {
    const run = sourcesAt(131_072, ascending(0, 65_536));
    const drivers = sourcesAt(131_072, ascending(70_000, 20_000));
    const { packets, evicted } = decodeAll(await open(65_536), records([...run, ...drivers, run[30_000]!]), pcapSetup({ linkType: 101 }));
    expect(packets.map((row) => row[3])).toEqual([...ascending(0, 85_536), 30_000]);
    expect(evicted).toEqual(ascending(0, 20_000));
  }, 15_000);

  test('what is known of a flow stays when thousands of others come', async () => {
    // A handshake of WireGuard: one alone does not show the tunnel.
    const handshake = pcapRecords([{ data: ipv4({ payload: [...udp(...PORTS, 148).slice(0, 8), 1, ...new Array<number>(147).fill(0)] }) }]);
    const bytes = Uint8Array.from([...handshake, ...records(ascending(1, 20_000)), ...handshake]);
    const { packets, tunnels } = decodeAll(await open(30_000), bytes, pcapSetup({ linkType: 101 }));
    expect(packets.at(-1)![3]).toBe(0);
    expect(tunnels).toEqual([[0, TUNNEL_WIREGUARD]]);
  });
}

const ascending = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);

/** A source address for each home in a table of so many slots, other than `besides`. */
function sourcesAt(slots: number, homes: readonly number[], besides: readonly number[] = []): number[] {
  const key = new Uint32Array(KEY_WORDS);
  key[4] = DESTINATION;
  key[KEY_PORTS] = (PORTS[0] << 16) | PORTS[1];
  key[KEY_KIND] = (17 << 16) | (ADDRESS_IPV4 << 8) | ADDRESS_IPV4;
  const wanted = new Set(homes);
  const found = new Map<number, number>();
  for (let source = 1; found.size < wanted.size; source++) {
    key[0] = source;
    const home = hashKey(key, 0) & (slots - 1);
    if (wanted.has(home) && !found.has(home) && !besides.includes(source)) found.set(home, source);
  }
  return homes.map((home) => found.get(home)!);
}

/** One packet from each source. */
function records(sources: readonly number[]): Uint8Array {
  const one = pcapRecords([{ data: ipv4({ payload: udp(...PORTS) }) }]);
  const all = new Uint8Array(one.length * sources.length);
  const view = new DataView(all.buffer);
  sources.forEach((source, i) => {
    all.set(one, i * one.length);
    view.setUint32(i * one.length + 16 + 12, source);
  });
  return all;
}
