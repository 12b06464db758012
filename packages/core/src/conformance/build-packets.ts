/** One record of a classic pcap. */
export interface PcapRecord {
  readonly second?: number;
  readonly fraction?: number;
  readonly data: Uint8Array;
  /** Bytes on the wire; the length of the data if left out. */
  readonly original?: number;
  /** What the record's header gives as its length, if that is a lie. */
  readonly captured?: number;
}

/** The records of a classic pcap, without its file header. */
export function pcapRecords(records: readonly PcapRecord[], { bigEndian = false, modified = false } = {}): Uint8Array {
  const header = modified ? 24 : 16;
  const bytes = new Uint8Array(records.reduce((sum, { data }) => sum + header + data.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { second = 1, fraction = 0, data, original = data.length, captured = data.length } of records) {
    [second, fraction, captured, original].forEach((value, index) => {
      view.setUint32(at + 4 * index, value, !bigEndian);
    });
    bytes.set(data, at + header);
    at += header + data.length;
  }
  return bytes;
}

export interface Ipv4Shape {
  readonly source?: readonly number[];
  readonly destination?: readonly number[];
  readonly protocol?: number;
  readonly id?: number;
  /** Flags and fragment offset: the 16 bits as they stand. */
  readonly fragment?: number;
  readonly options?: readonly number[];
  readonly payload?: readonly number[];
  /** What the header gives as total length, if that is not the truth. */
  readonly totalLength?: number;
}

/** The bytes of an IPv4 packet: by default UDP from 10.0.0.1 to 10.0.0.2 without a payload. */
export function ipv4(shape: Ipv4Shape = {}): Uint8Array {
  const { source = [10, 0, 0, 1], destination = [10, 0, 0, 2], protocol = 17, id = 0, fragment = 0, options = [], payload = [] } = shape;
  const header = 20 + options.length;
  const totalLength = shape.totalLength ?? header + payload.length;
  const fixed = [0x40 | (header / 4), 0, ...uint16(totalLength), ...uint16(id), ...uint16(fragment), 64, protocol, 0, 0];
  return Uint8Array.from([...fixed, ...source, ...destination, ...options, ...payload]);
}

export interface Ipv6Shape {
  readonly source?: readonly number[];
  readonly destination?: readonly number[];
  readonly next?: number;
  readonly payload?: readonly number[];
  readonly payloadLength?: number;
}

/** 2001:db8::1 with another last byte. */
export function address6(last: number): number[] {
  return [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last];
}

/** The bytes of an IPv6 packet: by default UDP from 2001:db8::1 to 2001:db8::2 without a payload. */
export function ipv6(shape: Ipv6Shape = {}): Uint8Array {
  const { source = address6(1), destination = address6(2), next = 17, payload = [] } = shape;
  return Uint8Array.from([0x60, 0, 0, 0, ...uint16(shape.payloadLength ?? payload.length), next, 64, ...source, ...destination, ...payload]);
}

/** A UDP header and a payload of zeros. TCP has its ports in the same place. */
export function udp(sourcePort: number, destinationPort: number, payloadLength = 0): number[] {
  const ports = [...uint16(sourcePort), ...uint16(destinationPort), ...uint16(8 + payloadLength), 0, 0];
  return [...ports, ...new Array<number>(payloadLength).fill(0)];
}

/** An Ethernet frame around an IP packet; the type follows from the packet's version unless it is given. */
export function ethernet(packet: Uint8Array, tags: readonly number[] = [], type = packet[0]! >> 4 === 6 ? 0x86dd : 0x0800): Uint8Array {
  const vlans = tags.flatMap((tag) => [...uint16(tag), 0, 7]);
  return Uint8Array.from([...new Array<number>(12).fill(2), ...vlans, ...uint16(type), ...packet]);
}

export function uint16(value: number): [number, number] {
  return [(value >> 8) & 255, value & 255];
}
