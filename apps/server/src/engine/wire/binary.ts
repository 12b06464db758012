import { addressBytes, addressText } from '@tunnelscope/capture/address';
import type { Endpoint } from '@tunnelscope/capture/batch';
import { LATEST_TIME, MOST_FLOWS, MOST_PACKETS, type PushedBatch, type PushedFlow, SENSOR_NAME, WireError } from './pushed-batch.ts';

export const BINARY_TYPE = 'application/vnd.tunnelscope.packets';

/** `TSPB`, as its bytes come. */
const MAGIC = 0x42505354;
const VERSION = 1;
const HEADER = 32;
const PACKET = 8;
const FROM_A = 0x8000;

/** For the description of the service. */
export const BINARY_FORMAT = `All numbers are little-endian and unsigned.

| bytes | field |
|---|---|
| 4 | \`TSPB\` |
| 1 | version, 1 |
| 1 | length of the sensor's name, 1 … 64 |
| 2 | 0 |
| 8 | sequence number, below 2^53 |
| 8 | base time: microseconds since 1970 |
| 4 | flows, at most ${MOST_FLOWS} |
| 4 | packets, at most ${MOST_PACKETS} |
| … | the sensor's name: letters, digits and \`._:-\`, in ASCII |

Then each flow, numbered from 0: IP version (1 byte, 4 or 6), IP protocol (1), port of a (2), port of b (2), address of a
(4 or 16), address of b (4 or 16). Then each packet in 8 bytes: microseconds since the base time (4), IP total length (2),
number of the flow (2), with 32768 added if a sent it. Nothing follows the last packet.`;

/** @throws WireError that says at which byte it is no batch */
export function parseBinary(bytes: Uint8Array): PushedBatch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const need = (at: number, length: number, what: string) => {
    if (at + length > bytes.length) throw new WireError(`byte ${at}`, `${Math.max(0, bytes.length - at)} bytes before the end`, `${length} of ${what}`);
  };
  const refuse = (at: number, found: string | number, expected: string): never => {
    throw new WireError(`byte ${at}`, String(found), expected);
  };
  need(0, HEADER, 'a header');
  if (view.getUint32(0, true) !== MAGIC) refuse(0, `0x${view.getUint32(0, false).toString(16).padStart(8, '0')}`, '0x54535042, the letters TSPB');
  if (view.getUint8(4) !== VERSION) refuse(4, `version ${view.getUint8(4)}`, `version ${VERSION}`);
  const nameLength = view.getUint8(5);
  if (view.getUint16(6, true) !== 0) refuse(6, view.getUint16(6, true), '0');
  const sequence = safe(view, 8, 'sequence number');
  const base = safe(view, 16, 'base time');
  const flowCount = view.getUint32(24, true);
  const count = view.getUint32(28, true);
  if (flowCount > MOST_FLOWS) refuse(24, `${flowCount} flows`, `at most ${MOST_FLOWS}`);
  if (count > MOST_PACKETS) refuse(28, `${count} packets`, `at most ${MOST_PACKETS}`);
  need(HEADER, nameLength, "the sensor's name");
  const sensor = String.fromCharCode(...bytes.subarray(HEADER, HEADER + nameLength));
  if (!SENSOR_NAME.test(sensor)) refuse(HEADER, JSON.stringify(sensor), 'a name of 1 to 64 letters, digits and ._:-');

  let at = HEADER + nameLength;
  const flows: PushedFlow[] = [];
  for (let i = 0; i < flowCount; i++) {
    need(at, 6, `flow ${i}`);
    const version = view.getUint8(at);
    if (version !== 4 && version !== 6) refuse(at, `IP version ${version}`, '4 or 6');
    const length = version === 4 ? 4 : 16;
    need(at + 6, 2 * length, `addresses of flow ${i}`);
    const end = (port: number, address: number): Endpoint => ({ address: addressText(bytes.subarray(address, address + length)), port: view.getUint16(port, true) });
    flows.push({ protocol: view.getUint8(at + 1), a: end(at + 2, at + 6), b: end(at + 4, at + 6 + length) });
    at += 6 + 2 * length;
  }
  need(at, PACKET * count, `${count} packets`);
  const batch = { sensor, sequence, flows, count, time: new Float64Array(count), nanoseconds: new Uint32Array(count), size: new Uint16Array(count), flow: new Uint32Array(count), fromA: new Uint8Array(count) };
  for (let i = 0; i < count; i++, at += PACKET) {
    const microseconds = base + view.getUint32(at, true);
    const time = Math.floor(microseconds / 1000);
    if (time >= LATEST_TIME) refuse(at, `a time of ${microseconds} µs`, `less than ${1000 * LATEST_TIME}`);
    const named = view.getUint16(at + 6, true);
    const flow = named & ~FROM_A;
    if (flow >= flowCount) refuse(at + 6, `flow ${flow}`, `a flow below ${flowCount}`);
    batch.time[i] = time;
    batch.nanoseconds[i] = 1000 * (microseconds - 1000 * time);
    batch.size[i] = view.getUint16(at + 4, true);
    batch.flow[i] = flow;
    batch.fromA[i] = named >= FROM_A ? 1 : 0;
  }
  if (at < bytes.length) refuse(at, `${bytes.length - at} bytes more`, 'the end after the last packet');
  return batch;
}

function safe(view: DataView, at: number, what: string): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new WireError(`byte ${at}`, `a ${what} of ${value}`, 'one below 2^53');
  return Number(value);
}

/** What `parseBinary` reads. Times must lie within 71 minutes, and are cut to microseconds. @throws RangeError if they do not, or an address is none */
export function encodeBinary(batch: PushedBatch): Uint8Array {
  const name = new TextEncoder().encode(batch.sensor);
  const microseconds = Array.from(batch.time, (time, i) => 1000 * time + Math.floor(batch.nanoseconds[i]! / 1000));
  const base = microseconds.reduce((least, value) => Math.min(least, value), Infinity);
  const addresses = batch.flows.map(({ a, b }) => [addressBytes(a.address), addressBytes(b.address)] as const);
  const flowBytes = addresses.reduce((sum, [a, b]) => sum + 6 + a.length + b.length, 0);
  const bytes = new Uint8Array(HEADER + name.length + flowBytes + PACKET * batch.count);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, VERSION);
  view.setUint8(5, name.length);
  view.setBigUint64(8, BigInt(batch.sequence), true);
  view.setBigUint64(16, BigInt(batch.count === 0 ? 0 : base), true);
  view.setUint32(24, batch.flows.length, true);
  view.setUint32(28, batch.count, true);
  bytes.set(name, HEADER);
  let at = HEADER + name.length;
  for (const [i, { a, b, protocol }] of batch.flows.entries()) {
    const [from, to] = addresses[i]!;
    if (from.length !== to.length) throw new RangeError(`flow ${i}: expected addresses of one version, found ${a.address} and ${b.address}`);
    view.setUint8(at, from.length === 4 ? 4 : 6);
    view.setUint8(at + 1, protocol);
    view.setUint16(at + 2, a.port, true);
    view.setUint16(at + 4, b.port, true);
    bytes.set(from, at + 6);
    bytes.set(to, at + 6 + from.length);
    at += 6 + 2 * from.length;
  }
  for (let i = 0; i < batch.count; i++, at += PACKET) {
    const offset = microseconds[i]! - base;
    if (offset > 0xffffffff) throw new RangeError(`packet ${i}: ${offset} µs after the first, expected less than 2^32`);
    view.setUint32(at, offset, true);
    view.setUint16(at + 4, batch.size[i]!, true);
    view.setUint16(at + 6, batch.flow[i]! | (batch.fromA[i] ? FROM_A : 0), true);
  }
  return bytes;
}
