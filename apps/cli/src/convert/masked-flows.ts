import type { CaptureBatch, Endpoint } from '@tunnelscope/capture/batch';

/** Reserved (RFC 1112), and for documentation (RFC 3849): no address that a packet had is in them. */
const IPV4_PREFIX = 240;
const IPV6_PREFIX = '2001:db8::';

/**
 * Addresses that stand for others, consistent within a run: 240.0.0.1 or 2001:db8::1 for the first one met, and so on. They are
 * the names `host-1` … of other commands in a form that fits into packets; nothing of an address can be had from them.
 */
export class AddressMask {
  readonly #known = new Map<string, string>();

  of(address: string): string {
    let masked = this.#known.get(address);
    if (masked === undefined) {
      masked = numbered(this.#known.size + 1, address.includes(':'));
      this.#known.set(address, masked);
    }
    return masked;
  }
}

/** Batches whose flows have masked addresses. */
export async function* maskFlows(batches: AsyncIterable<CaptureBatch>, mask: AddressMask): AsyncGenerator<CaptureBatch, void, undefined> {
  const end = ({ address, port }: Endpoint): Endpoint => ({ address: mask.of(address), port });
  for await (const batch of batches) {
    yield { ...batch, newFlows: batch.newFlows.map((flow) => ({ ...flow, a: end(flow.a), b: end(flow.b) })) };
  }
}

function numbered(number: number, ipv6: boolean): string {
  if (!ipv6) return [IPV4_PREFIX | (number >>> 24), (number >>> 16) & 255, (number >>> 8) & 255, number & 255].join('.');
  const words = [Math.floor(number / 65_536), number % 65_536].map((word) => word.toString(16));
  return IPV6_PREFIX + (number < 65_536 ? words[1] : words.join(':'));
}
