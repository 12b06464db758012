import type { Endpoint, Flow } from '@tunnelscope/capture/batch';

/**
 * A flow's identifier: 12 hex digits of a 64-bit FNV-1a hash over its 5-tuple, whichever side comes first, so that it
 * does not depend on which one is the client.
 */
export function flowId({ a, b, protocol }: Pick<Flow, 'a' | 'b' | 'protocol'>): string {
  const ends = [text(a), text(b)].sort();
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(`${protocol} ${ends.join(' ')}`)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0').slice(0, 12);
}

function text({ address, port }: Endpoint): string {
  return `${address}|${port}`;
}
