import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { CaptureFlows, LONGEST_ROW } from './capture-flows.ts';

/** Of a field that occurs more than once (an ICMP error quotes another packet) the first is asked for: the outermost. */
const FIELDS = [
  'frame.protocols', 'ip.src', 'ip.dst', 'ip.len', 'ip.proto', 'ip.id', 'ip.frag_offset', 'ip.flags.mf',
  'ipv6.src', 'ipv6.dst', 'ipv6.plen', 'ipv6.nxt', 'ipv6.hopopts.nxt', 'ipv6.routing.nxt', 'ipv6.fraghdr.nxt', 'ipv6.dstopts.nxt',
  'ipv6.fraghdr.ident', 'ipv6.fraghdr.offset', 'ipv6.fraghdr.more', 'tcp.srcport', 'tcp.dstport', 'udp.srcport', 'udp.dstport', 'sctp.srcport', 'sctp.dstport',
] as const;
type Packet = Readonly<Record<(typeof FIELDS)[number], string>>;

const IPV6_HEADER = 40; // bytes
/** Extension headers that tshark names, by protocol number, and where each says what follows. */
const EXTENSIONS: Readonly<Record<number, keyof Packet>> = { 0: 'ipv6.hopopts.nxt', 43: 'ipv6.routing.nxt', 44: 'ipv6.fraghdr.nxt', 60: 'ipv6.dstopts.nxt' };
const PORTS: Readonly<Record<number, 'tcp' | 'udp' | 'sctp'>> = { 6: 'tcp', 17: 'udp', 132: 'sctp', 136: 'udp' };
/** No upper layer is asked for, but for these, by which fields of a header are found; nothing is put together again. */
const OPTIONS = ['-n', '-o', 'ip.defragment:FALSE', '-o', 'ipv6.defragment:FALSE', '-o', 'tcp.desegment_tcp_streams:FALSE'];

/** What tshark (4 or newer) finds in a capture. */
export async function tsharkFlows(path: string): Promise<CaptureFlows> {
  const found = new CaptureFlows();
  const firsts = new Map<string, readonly [number, number]>();
  const child = spawn('tshark', ['-r', path, ...OPTIONS, '-T', 'fields', '-E', 'occurrence=f', ...FIELDS.flatMap((field) => ['-e', field])]);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    const cells = line.split('\t');
    add(Object.fromEntries(FIELDS.map((field, i) => [field, cells[i] ?? ''])) as Packet, found, firsts);
  }
  await closed;
  found.notes.push(...said.split('\n').filter((text) => text !== '' && !text.startsWith('Running as user')));
  return found;
}

function add(packet: Packet, found: CaptureFlows, firsts: Map<string, readonly [number, number]>): void {
  const version = packet['frame.protocols'].split(':').find((name) => name === 'ip' || name === 'ipv6');
  if (version === undefined) return;
  const four = version === 'ip';
  const [source, destination] = four ? [packet['ip.src'], packet['ip.dst']] : [packet['ipv6.src'], packet['ipv6.dst']];
  const bytes = four ? Number(packet['ip.len']) : Number(packet['ipv6.plen']) + IPV6_HEADER;
  // A header cut within its addresses.
  if (source === '' || destination === '') return;
  const protocol = four ? Number(packet['ip.proto']) : upperProtocol(packet);
  const [identifier, offset, more] = four
    ? [packet['ip.id'], packet['ip.frag_offset'], packet['ip.flags.mf']]
    : [packet['ipv6.fraghdr.ident'], packet['ipv6.fraghdr.offset'], packet['ipv6.fraghdr.more']];
  const fragment = `${source} ${destination} ${protocol} ${identifier}`;
  const later = Number(offset) > 0;
  const [from, to] = later ? (firsts.get(fragment) ?? [0, 0]) : ports(packet, protocol);
  if (!later && /^(1|True)$/.test(more)) firsts.set(fragment, [from, to]);
  found.add([canonical(source), from], [canonical(destination), to], protocol, Math.max(1, Math.ceil(bytes / LONGEST_ROW)), bytes);
  found.packets++;
}

/** tshark writes some IPv6 addresses with an IPv4 address at their end; a URL holds them as RFC 5952 has it. */
function canonical(address: string): string {
  return address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

function upperProtocol(packet: Packet): number {
  let protocol = Number(packet['ipv6.nxt']);
  for (let headers = 0; headers < 8 && EXTENSIONS[protocol] !== undefined; headers++) {
    const next = packet[EXTENSIONS[protocol]!];
    if (next === '') break;
    protocol = Number(next);
  }
  return protocol;
}

function ports(packet: Packet, protocol: number): readonly [number, number] {
  const name = PORTS[protocol];
  return name === undefined ? [0, 0] : [Number(packet[`${name}.srcport`]), Number(packet[`${name}.dstport`])];
}
