// The bytes of link layers other than Ethernet, for make-link-types.js.
import { bytes } from './packet-bytes.js';

export const hex = (text) => Buffer.from(text, 'hex');

/** Little-endian bytes of unsigned numbers. */
export function le(width, ...numbers) {
  const out = Buffer.alloc(width * numbers.length);
  numbers.forEach((number, i) => out.writeUIntLE(number, i * width, width));
  return out;
}

/** LLC and SNAP header of RFC 1042 up to the type. */
export const SNAP = hex('aaaa03000000');

/** One entry of an MPLS label stack. */
export const label = (number, last) => bytes(4, number * 4096 + last * 256 + 64);

/** A PPPoE session header before a PPP packet. */
export const pppoe = (content) => Buffer.concat([hex('11000001'), bytes(2, content.length), content]);

/** Address, control and protocol of HDLC framing. */
export const hdlc = (address, control, protocol, content) => Buffer.concat([bytes(1, address, control), bytes(2, protocol), content]);

/**
 * An IEEE 802.11 frame. `quality`: the quality of service field, if there is one; `control`: bytes of HT control;
 * `padding`: bytes between header and body.
 */
export function wlan(type, flags, body, { quality, control = 0, padding = 0 } = {}) {
  const addresses = hex('020000000001020000000002020000000003');
  const fourth = (flags & 3) === 3 ? hex('020000000004') : hex('');
  const service = quality === undefined ? hex('') : le(2, quality);
  return Buffer.concat([bytes(1, type, flags), hex('2c00'), addresses, hex('1000'), fourth, service, Buffer.alloc(control + padding), body]);
}

/** A radiotap header; `more`: further words of what is present. */
export const radiotap = (present, fields, frame, more = hex('')) =>
  Buffer.concat([hex('0000'), le(2, 8 + more.length + fields.length), le(4, present), more, fields, frame]);

/** A packet of the Linux netfilter log; `attributes` are [type, value], `number` writes in the byte order of the machine. */
export function nflog(family, attributes, number) {
  const parts = attributes.map(([type, value]) =>
    Buffer.concat([number(2, 4 + value.length, type), value, Buffer.alloc(-value.length & 3)]));
  return Buffer.concat([bytes(1, family, 0, 0, 0), ...parts]);
}
