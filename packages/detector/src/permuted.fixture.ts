/** What a capture is rewritten with: everything that must not matter to a verdict. */
export interface Permutation {
  /** Whole seconds that all times move by. */
  readonly seconds: number;
  /** Other addresses, in another order, and other ports. */
  readonly renamed: boolean;
  /** Which end stands first in a row (network-stats alone). */
  readonly swapped: boolean;
}

/** A capture, decompressed, rewritten: network-stats, or pcap (little-endian) of Ethernet with IPv4. */
export function permuted(content: Uint8Array, permutation: Permutation): Uint8Array {
  const isPcap = new DataView(content.buffer, content.byteOffset).getUint32(0, true) === 0xa1b2c3d4;
  return isPcap ? permutedPcap(content, permutation) : new TextEncoder().encode(permutedRows(new TextDecoder().decode(content), permutation));
}

/** The n-th address counts down, so that what came first in numerical order comes last. */
class Names {
  readonly #known = new Map<string, number>();

  number(address: string): number {
    const number = this.#known.get(address) ?? this.#known.size;
    this.#known.set(address, number);
    return number;
  }

  octets(address: string): number[] {
    const number = this.number(address);
    return [198, 18, 255 - (number >> 8), 255 - (number & 255)];
  }
}

const otherPort = (port: number) => (port === 0 ? 0 : 65_535 - port || 1);

function permutedRows(text: string, { seconds, renamed, swapped }: Permutation): string {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const columns = header.split(',');
  const names = new Names();
  const rows = lines.map((line) => {
    const row = new Map(line.split(',').map((cell, i) => [columns[i]!, cell]));
    const each = (name: string, change: (cell: string) => string) => row.has(name) && row.set(name, change(row.get(name)!));
    each('Time', (time) => String(Number(time) + seconds));
    each('packet_times', (times) => times.replace(/\d+/g, (time) => String(Number(time) + 1000 * seconds)));
    if (renamed) {
      for (const end of ['IP1', 'IP2']) each(end, (address) => names.octets(address).join('.'));
      for (const end of ['Port1', 'Port2']) each(end, (port) => String(otherPort(Number(port))));
    }
    if (swapped) {
      for (const [one, other] of [['IP1', 'IP2'], ['Port1', 'Port2'], ['1->2Bytes', '2->1Bytes'], ['1->2Pkts', '2->1Pkts']] as const) {
        const kept = row.get(one)!;
        row.set(one, row.get(other)!).set(other, kept);
      }
      each('packet_dirs', (directions) => directions.replace(/[12]/g, (direction) => (direction === '1' ? '2' : '1')));
    }
    return columns.map((name) => row.get(name)!).join(',');
  });
  return `${[header, ...rows].join('\n')}\n`;
}

const GLOBAL_HEADER = 24; // bytes
const RECORD_HEADER = 16;
const ETHERNET = 14;
const IPV4 = 0x0800;
const [TCP, UDP] = [6, 17];

function permutedPcap(content: Uint8Array, { seconds, renamed }: Permutation): Uint8Array {
  const changed = new Uint8Array(content);
  const view = new DataView(changed.buffer);
  const names = new Names();
  for (let at = GLOBAL_HEADER; at < changed.length; at += RECORD_HEADER + view.getUint32(at + 8, true)) {
    view.setUint32(at, view.getUint32(at, true) + seconds, true);
    const ip = at + RECORD_HEADER + ETHERNET;
    if (!renamed || view.getUint16(ip - 2) !== IPV4) continue;
    changed.fill(0, at + RECORD_HEADER, ip - 2);
    for (const address of [ip + 12, ip + 16]) changed.set(names.octets(changed.subarray(address, address + 4).join('.')), address);
    if (changed[ip + 9] !== TCP && changed[ip + 9] !== UDP) continue;
    const ports = ip + 4 * (changed[ip]! & 15);
    for (const port of [ports, ports + 2]) view.setUint16(port, otherPort(view.getUint16(port)));
  }
  return changed;
}
