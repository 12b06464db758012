import {
  BLOCK_ENHANCED_PACKET, BLOCK_FRAME, BLOCK_INTERFACE, BLOCK_OBSOLETE_PACKET, BLOCK_SECTION, BLOCK_SIMPLE_PACKET, BLOCK_TRAILER,
  MAGIC_BIG_ENDIAN, MAGIC_LITTLE_ENDIAN, SMALLEST_INTERFACE, SMALLEST_PACKET, SMALLEST_SECTION, SMALLEST_SIMPLE_PACKET,
} from '../decoding/blocks.ts';
import {
  FAULT_BLOCK_LENGTH, FAULT_BLOCK_TRAILER, FAULT_BYTE_ORDER, LONGEST_BLOCK, SETTING_BIG_ENDIAN, STOP_COLUMNS_FULL,
  STOP_FAULT, STOP_INTERFACE, STOP_SECTION,
} from '../decoding/codes.ts';
import { hasRoom } from './columns.ts';
import { fileUint32At } from './input.ts';
import { readPacketBlock, readSimplePacketBlock } from './packet-block.ts';
import { faultAt, stopAt } from './report.ts';
import { needBlock, needSkipped, roundedUp, skipBody, startSkipping } from './skip-block.ts';
import type { DecoderState } from './state.ts';

/**
 * Walks the blocks of a pcapng (draft-ietf-opsawg-pcapng). Packets are decoded, sections and interfaces are left to the
 * host, and all other blocks are skipped, longer than the input or not. A length that is no multiple of 4 stands for the next one,
 * as Wireshark has it.
 * @returns STOP_…
 */
export function decodePcapng(state: DecoderState, start: number, end: number): number {
  let at = start;
  while (true) {
    let bigEndian = state.settings[SETTING_BIG_ENDIAN] === 1;
    if (state.skipBytes > 0) {
      at = skipBody(state, at, end);
      if (end - at < BLOCK_TRAILER) return needSkipped(state, at);
      const trailer = fileUint32At(state, at, bigEndian);
      if (roundedUp(trailer) !== roundedUp(state.skipLength)) return faultAt(state, at, at, FAULT_BLOCK_TRAILER, trailer, state.skipLength);
      at += BLOCK_TRAILER;
      state.skipBytes = 0;
    }
    if (end - at < BLOCK_FRAME) return needBlock(state, at, BLOCK_FRAME);
    const type = fileUint32At(state, at, bigEndian);
    if (type === BLOCK_SECTION) {
      const magic = fileUint32At(state, at + 8, false);
      bigEndian = magic === MAGIC_BIG_ENDIAN;
      if (!bigEndian && magic !== MAGIC_LITTLE_ENDIAN) return faultAt(state, at, at + 8, FAULT_BYTE_ORDER, magic, MAGIC_LITTLE_ENDIAN);
    }
    const stated = fileUint32At(state, at + 4, bigEndian);
    const smallest = smallestBlock(type);
    if (stated < smallest) return faultAt(state, at, at + 4, FAULT_BLOCK_LENGTH, stated, smallest);
    if (smallest === BLOCK_FRAME) {
      startSkipping(state, stated);
      continue;
    }
    if (stated > LONGEST_BLOCK) return faultAt(state, at, at + 4, FAULT_BLOCK_LENGTH, stated, LONGEST_BLOCK);
    const length = (stated + 3) & ~3;
    if (end - at < length) return needBlock(state, at, length);
    const trailer = fileUint32At(state, at + length - BLOCK_TRAILER, bigEndian);
    if (trailer !== stated && roundedUp(trailer) !== length) return faultAt(state, at, at + length - BLOCK_TRAILER, FAULT_BLOCK_TRAILER, trailer, stated);
    if (type === BLOCK_SECTION || type === BLOCK_INTERFACE) {
      needBlock(state, at, length);
      return stopAt(state, type === BLOCK_SECTION ? STOP_SECTION : STOP_INTERFACE, at);
    }
    if (!hasRoom(state)) return stopAt(state, STOP_COLUMNS_FULL, at);
    const taken = type === BLOCK_SIMPLE_PACKET ? readSimplePacketBlock(state, at, length, bigEndian) : readPacketBlock(state, at, length, bigEndian, type);
    if (!taken) return STOP_FAULT;
    at += length;
  }
}

/** Bytes of the smallest block of a type; BLOCK_FRAME for all types that are skipped. */
function smallestBlock(type: number): number {
  switch (type) {
    case BLOCK_ENHANCED_PACKET:
    case BLOCK_OBSOLETE_PACKET:
      return SMALLEST_PACKET;
    case BLOCK_SIMPLE_PACKET:
      return SMALLEST_SIMPLE_PACKET;
    case BLOCK_INTERFACE:
      return SMALLEST_INTERFACE;
    case BLOCK_SECTION:
      return SMALLEST_SECTION;
    default:
      return BLOCK_FRAME;
  }
}
