import { randomFor } from './seed.ts';

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const CAPTURED = 96; // bytes of each frame that are stored
const ETHERNET = 14;
const FLOWS = 20;

export interface PcapOptions {
  /** No frame is longer than what is stored of it: other programs skip packets that are cut. */
  readonly uncut?: boolean;
}

/** A classic pcap: Ethernet, IPv4, UDP in 20 flows, the first 96 bytes of each frame. */
export function seededPcap(packets: number, { uncut = false }: PcapOptions = {}): Uint8Array {
  const random = randomFor('pcap');
  const bytes = new Uint8Array(FILE_HEADER + packets * (RECORD_HEADER + CAPTURED));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xa1b2c3d4, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, CAPTURED, true);
  view.setUint32(20, 1, true);
  let now = 0; // µs
  for (let i = 0; i < packets; i++) {
    const record = FILE_HEADER + i * (RECORD_HEADER + CAPTURED);
    const down = random.unit() < 0.7;
    const size = uncut ? CAPTURED - ETHERNET : down ? 1000 + random.below(480) : 82 + random.below(60);
    now += random.below(800);
    view.setUint32(record, 1_700_000_000 + Math.floor(now / 1e6), true);
    view.setUint32(record + 4, now % 1e6, true);
    view.setUint32(record + 8, CAPTURED, true);
    view.setUint32(record + 12, ETHERNET + size, true);
    writeFrame(view, record + RECORD_HEADER, size, random.below(FLOWS), down);
  }
  return bytes;
}

/** The headers of a frame: Ethernet (addresses of zeros), IPv4 without options, UDP. */
function writeFrame(view: DataView, at: number, size: number, flow: number, down: boolean): void {
  const [client, server] = [{ address: 0x0a000002 + flow, port: 40_000 + flow }, { address: 0x0a010001, port: 51_820 }];
  const [from, to] = down ? [server, client] : [client, server];
  view.setUint16(at + 12, 0x0800);
  const ip = at + ETHERNET;
  view.setUint8(ip, 0x45);
  view.setUint16(ip + 2, size);
  view.setUint8(ip + 8, 64);
  view.setUint8(ip + 9, 17);
  view.setUint32(ip + 12, from.address);
  view.setUint32(ip + 16, to.address);
  view.setUint16(ip + 20, from.port);
  view.setUint16(ip + 22, to.port);
  view.setUint16(ip + 24, size - 20);
}
