import type { Flow } from '../batch.ts';
import { AddressBook } from './address-book.ts';
import { countChange, type WriteStatistics } from './write-statistics.ts';

// Where the parts of a flow's place are.
export const VERSION = 0;
export const PROTOCOL = 1;
/** Port of a, then of b, two bytes each. */
export const PORTS = 2;
/** Bytes of transport header that can be made of the columns. */
export const TRANSPORT = 6;
/** Address of a, then of b, 16 bytes each of which IPv4 uses the first 4. */
export const ADDRESSES = 8;
const PLACE = 40;

const TCP = 6;
const UDP = 17;
const DCCP = 33;
const SCTP = 132;
const UDP_LITE = 136;
/** The protocols whose ports are read, all of which begin with them; of UDP the whole header is known. */
const TRANSPORT_BYTES: Readonly<Record<number, number>> = { [TCP]: 4, [UDP]: 8, [DCCP]: 4, [SCTP]: 4, [UDP_LITE]: 4 };

/** Hop-by-hop, routing, fragment, destination options, mobility, HIP, Shim6: a reader would look for one of these behind the header. */
const IPV6_EXTENSIONS = new Set([0, 43, 44, 60, 135, 139, 140]);
const NO_NEXT_HEADER = 59;

/** The ends of all flows known, as bytes that packets are made of. A flow costs 40 bytes here and an entry of a Map. */
export class FlowEnds {
  bytes = new Uint8Array(PLACE * 1024);
  readonly #places = new Map<number, number>();
  readonly #free: number[] = [];
  #used = 0;
  readonly #book: AddressBook;
  readonly #statistics: WriteStatistics;

  constructor(statistics: WriteStatistics) {
    this.#statistics = statistics;
    this.#book = new AddressBook(statistics);
  }

  add(flow: Flow): void {
    const at = this.#free.pop() ?? this.#newPlace();
    this.#places.set(flow.number, at);
    const { bytes } = this;
    const [a, b] = this.#book.addresses(flow);
    const version = a.length === 4 ? 4 : 6;
    const transport = TRANSPORT_BYTES[flow.protocol] ?? 0;
    const lost = version === 6 && IPV6_EXTENSIONS.has(flow.protocol);
    if (lost) countChange(this.#statistics, 'protocol replaced');
    if (transport === 0 && (flow.a.port !== 0 || flow.b.port !== 0)) countChange(this.#statistics, 'ports left out');
    bytes[at + VERSION] = version;
    bytes[at + PROTOCOL] = lost ? NO_NEXT_HEADER : flow.protocol;
    bytes[at + PORTS] = flow.a.port >>> 8;
    bytes[at + PORTS + 1] = flow.a.port;
    bytes[at + PORTS + 2] = flow.b.port >>> 8;
    bytes[at + PORTS + 3] = flow.b.port;
    bytes[at + TRANSPORT] = transport;
    bytes.set(a, at + ADDRESSES);
    bytes.set(b, at + ADDRESSES + 16);
  }

  forget(flow: number): void {
    const at = this.#places.get(flow);
    if (at === undefined) return;
    this.#places.delete(flow);
    this.#free.push(at);
  }

  /** @returns where in `bytes` the flow's ends are */
  place(flow: number): number {
    const at = this.#places.get(flow);
    if (at === undefined) throw new Error(`flow ${flow}: expected to be named by a batch before its packets`);
    return at;
  }

  #newPlace(): number {
    const at = PLACE * this.#used++;
    if (at + PLACE > this.bytes.length) {
      const grown = new Uint8Array(2 * this.bytes.length);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    return at;
  }
}
