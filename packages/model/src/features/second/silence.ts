import { meanOf } from '../variation.ts';

const SILENT = 0.02; // of the mean second
const DATALESS = 300; // bytes a packet

/** 1 for each second with less than 2 % of the mean second's bytes; for every second where there are no bytes at all. */
export function silentSeconds(bytesDown: Float64Array): Uint8Array {
  const mean = meanOf(bytesDown);
  return Uint8Array.from(bytesDown, (bytes) => (mean === 0 || bytes < SILENT * mean ? 1 : 0));
}

/**
 * 1 for each second whose mean downlink packet is smaller than 300 bytes, and for those without packets: acknowledgements
 * and keepalives, no data. Unlike a share of the mean this holds in a window that is silent throughout.
 */
export function datalessSeconds(bytesDown: Float64Array, packetsDown: Float64Array): Uint8Array {
  return Uint8Array.from(bytesDown, (bytes, i) => (bytes < DATALESS * Math.max(packetsDown[i]!, 1) ? 1 : 0));
}
