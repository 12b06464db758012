import { ADDRESS_IPV4, KEY_KIND, KEY_PORTS } from '../decoding/codes.ts';

/** Equal for both directions of a flow: both endpoints are mixed alike, and their hashes added. */
export function hashKey(keys: Uint32Array, at: number): number {
  const ports = keys[at + KEY_PORTS]!;
  const kind = keys[at + KEY_KIND]!;
  const kindOfA = (kind >>> 8) & 0xff;
  const kindOfB = kind & 0xff;
  return mix((hashEndpoint(keys, at, kindOfA, ports >>> 16) + hashEndpoint(keys, at + 4, kindOfB, ports & 0xffff)) | 0, kind >>> 16);
}

function hashEndpoint(keys: Uint32Array, at: number, kind: number, port: number): number {
  const hash = mix(port, keys[at]!);
  if (kind === ADDRESS_IPV4) return hash;
  return mix(mix(mix(hash, keys[at + 1]!), keys[at + 2]!), keys[at + 3]!);
}

/** One round of MurmurHash3 (A. Appleby, public domain), with its final shift so that low bits depend on high ones. */
function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const mixed = hash ^ k;
  const next = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
  return Math.imul(next ^ (next >>> 16), 0x85ebca6b);
}
