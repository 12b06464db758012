import { addressBytes, addressText } from '@tunnelscope/capture/address';
import type { Endpoint, Flow } from '@tunnelscope/capture/batch';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { ADDRESS } from './codes.ts';
import { MessageError } from './message-error.ts';

/** The least that a flow takes: number, protocol, and two addresses without a text. */
export const FLOW_BYTES = 8;

/** Four numbers as IPv4 addresses have them, without zeros in front. */
const V4 = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;

/** Writes a flow; its number is written by who knows the one before. */
export function writeFlow(out: ByteWriter, { a, b, protocol }: Omit<Flow, 'number'>): void {
  out.byte(protocol);
  writeEndpoint(out, a);
  writeEndpoint(out, b);
}

export function readFlow(input: ByteReader, number: number): Flow {
  const protocol = input.byte('a protocol');
  return { number, protocol, a: readEndpoint(input), b: readEndpoint(input) };
}

function writeEndpoint(out: ByteWriter, { address, port }: Endpoint): void {
  const bytes = exactBytes(address);
  if (bytes) {
    out.byte(bytes.length === 4 ? ADDRESS.v4 : ADDRESS.v6);
    out.raw(bytes);
  } else {
    out.byte(ADDRESS.text);
    out.text(address);
  }
  out.varint(port);
}

function readEndpoint(input: ByteReader): Endpoint {
  const offset = input.offset;
  const form = input.byte('an address');
  let address: string;
  if (form === ADDRESS.v4) address = input.raw(4, 'an address of 4 bytes').join('.');
  else if (form === ADDRESS.v6) address = addressText(input.raw(16, 'an address of 16 bytes'));
  else if (form === ADDRESS.text) address = input.text('the text of an address');
  else throw new MessageError(offset, `form ${form} of an address`, Object.values(ADDRESS).join(', '));
  return { address, port: input.varint('a port', 65_535) };
}

/** The bytes of an address, where they give the same text again: a CSV may have any text in its place. */
function exactBytes(text: string): Uint8Array | null {
  // Most are IPv4, and new flows are frequent: the library takes ten times as long.
  const numbers = V4.test(text) ? text.split('.').map(Number) : null;
  if (numbers?.every((number) => number < 256)) return Uint8Array.from(numbers);
  try {
    const bytes = addressBytes(text);
    return addressText(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
