// The bytes of packets and classic pcap files, as the scripts beside this one need them to make their files.

/** Big-endian bytes of unsigned numbers: `bytes(2, 0x0800)` is two bytes. */
export function bytes(width, ...numbers) {
  const out = Buffer.alloc(width * numbers.length);
  numbers.forEach((number, i) => out.writeUIntBE(number, i * width, width));
  return out;
}

/** A UDP datagram with `length` payload bytes of zero (checksum 0: none). */
export const udp = (from, to, length) => Buffer.concat([bytes(2, from, to, 8 + length, 0), Buffer.alloc(length)]);

/** A TCP segment without options and with `length` payload bytes of zero; flags PSH and ACK. */
export const tcp = (from, to, length) =>
  Buffer.concat([bytes(2, from, to), bytes(4, 1, 1), bytes(2, 0x5018, 65535, 0, 0), Buffer.alloc(length)]);

/** An ICMP echo request. */
export const icmp = (length) => Buffer.concat([bytes(1, 8, 0), bytes(2, 0, 1, 1), Buffer.alloc(length)]);

/** IPv4; `options` are whole words of four bytes, a fragment has an `offset` in bytes or `more` behind it. */
export function ipv4(from, to, protocol, payload, { id = 1, offset = 0, more = false, options = [] } = {}) {
  const address = (text) => Buffer.from(text.split('.').map(Number));
  const flags = (more ? 0x2000 : 0) | (offset / 8);
  const length = 20 + options.length;
  const header = Buffer.concat([bytes(1, 0x40 | (length / 4), 0), bytes(2, length + payload.length, id, flags), bytes(1, 64, protocol), bytes(2, 0), address(from), address(to), Buffer.from(options)]);
  return Buffer.concat([header, payload]);
}

/** IPv6 with its addresses as eight groups; `next` is the protocol number of what follows. */
export function ipv6(from, to, next, payload) {
  const address = (groups) => bytes(2, ...groups);
  return Buffer.concat([bytes(4, 0x60000000), bytes(2, payload.length), bytes(1, next, 64), address(from), address(to), payload]);
}

/** An IPv6 hop-by-hop options header of eight bytes (padding only) before `payload` of protocol `next`. */
export const hopByHop = (next, payload) => Buffer.concat([bytes(1, next, 0, 1, 4, 0, 0, 0, 0), payload]);

/** An Ethernet frame; `tags` are VLAN tags as [type, identifier], outermost first. */
export function ethernet(type, payload, { tags = [], padTo = 0 } = {}) {
  const addresses = Buffer.from('020000000001020000000002', 'hex');
  const frame = Buffer.concat([addresses, ...tags.map(([tagType, identifier]) => bytes(2, tagType, identifier)), bytes(2, type), payload]);
  return Buffer.concat([frame, Buffer.alloc(Math.max(0, padTo - frame.length))]);
}

/**
 * A classic pcap file. `packets` are { second, fraction, data, captured } with the fraction in the file's unit
 * (microseconds, or nanoseconds if `nanosecond`); `captured` cuts the stored bytes. In a `modified` one (A. Kuznetsov's
 * libpcap) interface, protocol and packet type follow the lengths of every record.
 */
export function pcap(packets, { bigEndian = false, nanosecond = false, modified = false, linkType = 1, snapLength = 262144 } = {}) {
  const field = (number) => (bigEndian ? bytes(4, number) : bytes(4, number).swap32());
  const half = (number) => (bigEndian ? bytes(2, number) : bytes(2, number).swap16());
  const header = [field(modified ? 0xa1b2cd34 : nanosecond ? 0xa1b23c4d : 0xa1b2c3d4), half(2), half(4), field(0), field(0), field(snapLength), field(linkType)];
  const records = packets.flatMap(({ second, fraction, data, captured = data.length }) => [
    field(second), field(fraction), field(captured), field(data.length), ...(modified ? [field(2), half(0x0800), bytes(1, 0, 0)] : []), data.subarray(0, captured),
  ]);
  return Buffer.concat([...header, ...records]);
}
