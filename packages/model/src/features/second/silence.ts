import { meanOf } from '../variation.ts';

const SILENT = 0.02; // of the mean second
const DATALESS = 300; // bytes a packet

/** 1 for each second with less than 2 % of the mean second's bytes; for every second where there are no bytes at all. */
export function silentSeconds(bytesDown: Float64Array): Uint8Array {
  const mean = meanOf(bytesDown);
  // Uint8Array.from with a function costs over twenty times as much.
  const flags = new Uint8Array(bytesDown.length);
  for (let i = 0; i < flags.length; i++) flags[i] = mean === 0 || bytesDown[i]! < SILENT * mean ? 1 : 0;
  return flags;
}

/**
 * 1 for each second whose mean downlink packet is smaller than 300 bytes, and for those without packets: acknowledgements
 * and keepalives, no data. Unlike a share of the mean this holds in a window that is silent throughout.
 */
export function datalessSeconds(bytesDown: Float64Array, packetsDown: Float64Array): Uint8Array {
  const flags = new Uint8Array(bytesDown.length);
  for (let i = 0; i < flags.length; i++) flags[i] = bytesDown[i]! < DATALESS * Math.max(packetsDown[i]!, 1) ? 1 : 0;
  return flags;
}
