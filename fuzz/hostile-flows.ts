import { ADDRESS_IPV4, KEY_KIND, KEY_PORTS, KEY_WORDS } from '../packages/core/src/decoding/codes.ts';
import { hashKey } from '../packages/core/src/typescript/flow-hash.ts';

/** The address that packets with colliding sources go to, and their port. */
const DESTINATION = 0x0a000000;
const PORT = 1;
const UDP = 17;
/** Slots of the largest table that is fuzzed. */
const SLOTS = 2048;

/** Source addresses of flows that a table of up to SLOTS slots puts into the same one. */
export function collidingSources(count: number): number[] {
  const key = new Uint32Array(KEY_WORDS);
  key[4] = DESTINATION;
  key[KEY_PORTS] = (PORT << 16) | PORT;
  key[KEY_KIND] = (UDP << 16) | (ADDRESS_IPV4 << 8) | ADDRESS_IPV4;
  const sources: number[] = [];
  for (let address = 0x0b000000; sources.length < count; address++) {
    key[0] = address;
    if ((hashKey(key, 0) & (SLOTS - 1)) === 7) sources.push(address);
  }
  return sources;
}
