import { addressBytes, canonicalAddress } from '@tunnelscope/capture/address';
import type { Endpoint } from '@tunnelscope/capture/batch';
import { LATEST_TIME, MOST_FLOWS, MOST_PACKETS, type PushedBatch, type PushedFlow, SENSOR_NAME, WireError } from './pushed-batch.ts';

export const NDJSON_TYPE = 'application/x-ndjson';

/** For the description of the service. */
export const NDJSON_FORMAT = `One JSON object a line, no other members than these:

* first \`{"sensor": "tap-1", "sequence": 7}\`;
* for each flow, before its first packet, \`{"flow": 0, "protocol": 17, "a": {"address": "10.0.0.1", "port": 50000}, "b": {"address": "192.0.2.1", "port": 443}}\`, numbered from 0;
* for each packet \`{"flow": 0, "time": 1700000000000.125, "size": 1200, "from": "a"}\`: time in milliseconds since 1970, size
  the IP total length in bytes.`;

interface Line {
  readonly flow?: unknown;
  readonly [member: string]: unknown;
}

/** Where a line is, and what it should be. */
class LineReader {
  readonly #line: Line;
  readonly #place: string;

  constructor(line: Line, place: string, members: readonly string[]) {
    this.#line = line;
    this.#place = place;
    for (const name of Object.keys(line)) if (!members.includes(name)) throw new WireError(place, `member ${JSON.stringify(name)}`, `only ${members.join(', ')}`);
  }

  /** A whole number from 0 to `most`. */
  whole(name: string, most: number): number {
    const value = this.#line[name];
    if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > most) this.#refuse(name, `a whole number from 0 to ${most}`);
    return value as number;
  }

  time(name: string): number {
    const value = this.#line[name];
    if (typeof value !== 'number' || !(value >= 0 && value < LATEST_TIME)) this.#refuse(name, `milliseconds since 1970, below ${LATEST_TIME}`);
    return value as number;
  }

  text(name: string, pattern: RegExp, expected: string): string {
    const value = this.#line[name];
    if (typeof value !== 'string' || !pattern.test(value)) this.#refuse(name, expected);
    return value as string;
  }

  endpoint(name: string): Endpoint {
    const value = this.#line[name];
    if (value === null || typeof value !== 'object' || Array.isArray(value)) this.#refuse(name, 'an object of address and port');
    const reader = new LineReader(value as Line, `${this.#place}, ${name}`, ['address', 'port']);
    const address = reader.text('address', /^[0-9a-f.:]{2,45}$/i, 'an IP address');
    try {
      addressBytes(address);
    } catch {
      reader.#refuse('address', 'an IP address');
    }
    return { address: canonicalAddress(address), port: reader.whole('port', 65_535) };
  }

  #refuse(name: string, expected: string): never {
    const value = this.#line[name];
    // JSON has no word for what 1e999 becomes.
    const found = value === undefined ? 'nothing' : typeof value === 'number' ? String(value) : JSON.stringify(value);
    throw new WireError(this.#place, `${found.length > 80 ? `${found.slice(0, 80)}…` : found} as ${name}`, expected);
  }
}

/** @throws WireError that says in which line it is no batch */
export function parseNdjson(bytes: Uint8Array): PushedBatch {
  let number = 0;
  let head: { sensor: string; sequence: number } | null = null;
  const flows: PushedFlow[] = [];
  const [time, nanoseconds, size, flow, fromA]: number[][] = [[], [], [], [], []];
  for (const text of lines(bytes)) {
    number++;
    const place = `line ${number}`;
    const line = parseLine(text, place);
    if (head === null) {
      const reader = new LineReader(line, place, ['sensor', 'sequence']);
      head = { sensor: reader.text('sensor', SENSOR_NAME, 'a name of 1 to 64 letters, digits and ._:-'), sequence: reader.whole('sequence', Number.MAX_SAFE_INTEGER) };
    } else if ('protocol' in line || 'a' in line || 'b' in line) {
      const reader = new LineReader(line, place, ['flow', 'protocol', 'a', 'b']);
      if (flows.length === MOST_FLOWS) throw new WireError(place, `flow ${MOST_FLOWS}`, `at most ${MOST_FLOWS} flows`);
      if (reader.whole('flow', MOST_FLOWS - 1) !== flows.length) throw new WireError(place, `flow ${line.flow}`, `flow ${flows.length}, the next number`);
      flows.push({ protocol: reader.whole('protocol', 255), a: reader.endpoint('a'), b: reader.endpoint('b') });
    } else {
      const reader = new LineReader(line, place, ['flow', 'time', 'size', 'from']);
      if (time!.length === MOST_PACKETS) throw new WireError(place, `packet ${MOST_PACKETS + 1}`, `at most ${MOST_PACKETS} packets`);
      if (flows.length === 0) throw new WireError(place, 'a packet', 'a flow before it');
      const at = reader.time('time');
      flow!.push(reader.whole('flow', flows.length - 1));
      time!.push(Math.floor(at));
      nanoseconds!.push(Math.min(999_999, Math.round(1e6 * (at - Math.floor(at)))));
      size!.push(reader.whole('size', 65_535));
      fromA!.push(reader.text('from', /^[ab]$/, '"a" or "b"') === 'a' ? 1 : 0);
    }
  }
  if (head === null) throw new WireError('line 1', 'nothing', 'an object of sensor and sequence');
  return {
    ...head, flows, count: time!.length,
    time: Float64Array.from(time!), nanoseconds: Uint32Array.from(nanoseconds!), size: Uint16Array.from(size!), flow: Uint32Array.from(flow!), fromA: Uint8Array.from(fromA!),
  };
}

/** One at a time: a batch is never held as text as a whole. */
function* lines(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

function parseLine(bytes: Uint8Array, place: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new WireError(place, error instanceof SyntaxError ? `what is no JSON (${error.message})` : 'what is no UTF-8', 'a JSON object');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new WireError(place, Array.isArray(value) ? 'a list' : String(value), 'a JSON object');
  return value as Line;
}
