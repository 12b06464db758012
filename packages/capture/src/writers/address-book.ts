import ipaddr from 'ipaddr.js';
import type { Flow } from '../batch.ts';
import { countChange, type WriteStatistics } from './write-statistics.ts';

/** 240.0.0.0/4 is reserved (RFC 1112, section 4): no address that a packet had is in it. */
const FIRST_REPLACEMENT = 0xf000_0000;
/** IPv4 within IPv6 (RFC 4291, section 2.5.5.2). */
const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255];

/**
 * Addresses of flows as bytes. Text that is no address (`AnonIP1`, `0`) becomes the next of 240.0.0.1, 240.0.0.2, …, the same
 * for the same text; an IPv4 address whose peer has an IPv6 one is mapped into IPv6, because a packet has one version.
 */
export class AddressBook {
  readonly #replacements = new Map<string, number>();
  readonly #statistics: WriteStatistics;

  constructor(statistics: WriteStatistics) {
    this.#statistics = statistics;
  }

  /** @returns both addresses, each of 4 bytes or each of 16 */
  addresses({ a, b }: Flow): readonly [readonly number[], readonly number[]] {
    const first = this.#bytes(a.address);
    const second = this.#bytes(b.address);
    if (first.length === second.length) return [first, second];
    countChange(this.#statistics, 'address mapped');
    return [mapped(first), mapped(second)];
  }

  #bytes(text: string): readonly number[] {
    if (text.includes(':') && ipaddr.IPv6.isValid(text)) return ipaddr.IPv6.parse(text).toByteArray();
    if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text).toByteArray();
    let number = this.#replacements.get(text);
    if (number === undefined) {
      number = FIRST_REPLACEMENT + this.#replacements.size + 1;
      this.#replacements.set(text, number);
      countChange(this.#statistics, 'address replaced');
    }
    return [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255];
  }
}

function mapped(address: readonly number[]): readonly number[] {
  return address.length === 4 ? [...MAPPED_PREFIX, ...address] : address;
}
