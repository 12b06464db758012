import type { Endpoint, Flow } from '@tunnelscope/capture/batch';

const UTF8 = new TextEncoder();
/** The prime of 64-bit FNV is 2^40 + PRIME. */
const PRIME = 0x1b3;

/**
 * A flow's identifier: 12 hex digits of a 64-bit FNV-1a hash over its 5-tuple, whichever side comes first, so that it
 * does not depend on which one is the client. The hash is kept as two halves of 32 bits: a capture may have ten million
 * flows, and with BigInt they would take minutes.
 */
export function flowId({ a, b, protocol }: Pick<Flow, 'a' | 'b' | 'protocol'>): string {
  const [one, other] = [text(a), text(b)];
  const name = one < other ? `${protocol} ${one} ${other}` : `${protocol} ${other} ${one}`;
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of UTF8.encode(name)) {
    low = (low ^ byte) >>> 0;
    const product = low * PRIME;
    high = (Math.imul(high, PRIME) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return `${hex(high)}${hex(low)}`.slice(0, 12);
}

/** 32 bits that are even over flows and depend on the 5-tuple alone, whichever side comes first. */
export function flowHash(flow: Pick<Flow, 'a' | 'b' | 'protocol'>): number {
  return hashOfId(flowId(flow));
}

/** The same, of a flow whose identifier is known. @param id 12 hex digits */
export function hashOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16);
}

function hex(half: number): string {
  return half.toString(16).padStart(8, '0');
}

function text({ address, port }: Endpoint): string {
  return `${address}|${port}`;
}
