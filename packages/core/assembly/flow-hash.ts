import { ADDRESS_IPV4, KEY_KIND, KEY_PORTS } from "../src/decoding/codes";
import { read } from "./arrays";

export function hashKey(keys: usize, at: i32, words: i32): i32 {
  const ports = read<u32>(keys, at + KEY_PORTS, words);
  const kind = read<u32>(keys, at + KEY_KIND, words);
  const kindOfA = (kind >>> 8) & 0xff;
  const kindOfB = kind & 0xff;
  return mix(hashEndpoint(keys, at, words, kindOfA, ports >>> 16) + hashEndpoint(keys, at + 4, words, kindOfB, ports & 0xffff), kind >>> 16);
}

// @ts-ignore: decorator
@inline
function hashEndpoint(keys: usize, at: i32, words: i32, kind: u32, port: u32): u32 {
  const hash = mix(port, read<u32>(keys, at, words));
  if (kind == ADDRESS_IPV4) return hash;
  return mix(mix(mix(hash, read<u32>(keys, at + 1, words)), read<u32>(keys, at + 2, words)), read<u32>(keys, at + 3, words));
}

// @ts-ignore: decorator
@inline
export function mix(hash: u32, word: u32): u32 {
  const mixed = hash ^ (rotl<u32>(word * 0xcc9e2d51, 15) * 0x1b873593);
  const next = rotl<u32>(mixed, 13) * 5 + 0xe6546b64;
  return (next ^ (next >>> 16)) * 0x85ebca6b;
}
