import { ADDRESS_IPV4, ADDRESS_IPV6, ADDRESS_NUMBER, ADDRESS_TEXT, KEY_KIND, KEY_PORTS } from '@tunnelscope/core/codes';
import { addressText } from './address.ts';
import type { Flow } from './batch.ts';

const ADDRESS_WORDS = 4;

/**
 * Puts a flow key of a decoder in words.
 * @param at where the key's words start
 * @param longAddresses texts that stand in keys by their number
 */
export function flowOfKey(keys: Uint32Array, at: number, number: number, longAddresses: readonly string[]): Flow {
  const ports = keys[at + KEY_PORTS]!;
  const kind = keys[at + KEY_KIND]!;
  const address = (word: number, addressKind: number) => addressOfWords(keys.subarray(word, word + ADDRESS_WORDS), addressKind, longAddresses);
  return {
    number,
    a: { address: address(at, (kind >>> 8) & 255), port: ports >>> 16 },
    b: { address: address(at + ADDRESS_WORDS, kind & 255), port: ports & 0xffff },
    protocol: kind >>> 16,
  };
}

function addressOfWords(words: Uint32Array, kind: number, longAddresses: readonly string[]): string {
  if (kind === ADDRESS_NUMBER) return longAddresses[words[0]!]!;
  if (kind === ADDRESS_IPV4) return `${words[0]! >>> 24}.${(words[0]! >>> 16) & 255}.${(words[0]! >>> 8) & 255}.${words[0]! & 255}`;
  const bytes = new Uint8Array(4 * ADDRESS_WORDS);
  const view = new DataView(bytes.buffer);
  words.forEach((word, index) => {
    view.setUint32(4 * index, word);
  });
  return kind === ADDRESS_IPV6 ? addressText(bytes) : new TextDecoder().decode(bytes.subarray(0, kind - ADDRESS_TEXT));
}
