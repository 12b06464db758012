import { flowId } from './flow-id.ts';
import type { FlowFields } from './flow-fields.ts';

/** What looks like an address inside other text: IPv4, or IPv6 with at least two colons. */
const ADDRESS_LIKE = /\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}/gi;

/**
 * Names for addresses, consistent within a run: `host-1` for the first one met, and so on. Nothing of an address can be
 * had from them, nor from the flow identifiers, which are made of them.
 */
export class Pseudonyms {
  readonly #names = new Map<string, string>();
  readonly #kind: string;

  /** @param kind what the names begin with */
  constructor(kind = 'host') {
    this.#kind = kind;
  }

  of(address: string): string {
    let name = this.#names.get(address);
    if (name === undefined) {
      name = `${this.#kind}-${this.#names.size + 1}`;
      this.#names.set(address, name);
    }
    return name;
  }

  /** A file name, or a message that may name one, with the addresses in it replaced. */
  text(text: string): string {
    return text.replace(ADDRESS_LIKE, (address) => this.of(address.toLowerCase()));
  }

  /** A line with its addresses, and those in its file's name and its warnings, replaced. */
  mask<Line extends FlowFields & { readonly warnings?: readonly string[] }>(line: Line): Line {
    const { flow, warnings } = line;
    const client = this.of(flow.client);
    const server = this.of(flow.server);
    const id = flowId({ a: { address: client, port: flow.clientPort }, b: { address: server, port: flow.serverPort }, protocol: flow.protocol });
    return { ...line, file: this.text(line.file), flow: { ...flow, id, client, server }, ...(warnings && { warnings: warnings.map((text) => this.text(text)) }) };
  }
}
