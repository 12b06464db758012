import type { Kernels } from '@tunnelscope/core/kernels';
import type { FeatureSchema } from './schema.ts';
import { coefficientOfVariation, meanOf } from './variation.ts';
import type { SecondWindow } from './window.ts';

/** What tells video, call, audio and other traffic apart, at either resolution: rates, packet sizes, balance, steadiness. */
export const KIND: FeatureSchema = {
  name: 'kind',
  version: 1,
  features: [
    { name: 'rate_down', unit: 'log10 B/s', description: 'log10(1 + downlink bytes a second): audio needs tens of kB/s at most, video hundreds.' },
    { name: 'rate_up', unit: 'log10 B/s', description: 'log10(1 + uplink bytes a second): only a call sends media.' },
    { name: 'packet_size_down', unit: 'B', description: 'Mean downlink packet: downloads fill packets, calls send each frame at once.' },
    { name: 'packet_size_up', unit: 'B', description: 'Mean uplink packet: acknowledgements are small, a call’s media is not.' },
    { name: 'uplink_share', unit: '1', description: 'Uplink bytes ÷ all bytes: near one half in a call, a few percent in a download.' },
    { name: 'cv_packets_down', unit: '1', description: 'Standard deviation ÷ mean of downlink packets a second: a call is steady, segments are not.' },
    { name: 'cv_packets_up', unit: '1', description: 'The same of uplink packets: acknowledgements follow the segments.' },
    { name: 'active_share', unit: '1', description: 'Share of seconds with packets in both directions: browsing and idling leave gaps, calls none.' },
  ],
};

/**
 * The features of KIND, in its order, always finite. Where there is nothing to divide by (no packets of a direction, no
 * bytes, no seconds) a mean size, a share, or a variation is 0; a window without traffic is all zeros.
 */
export function kindFeatures(window: SecondWindow, _kernels: Kernels): Float64Array {
  const { bytesDown, bytesUp, packetsDown, packetsUp } = window;
  const down = meanOf(bytesDown);
  const up = meanOf(bytesUp);
  return Float64Array.of(
    Math.log10(1 + down),
    Math.log10(1 + up),
    ratio(down, meanOf(packetsDown)),
    ratio(up, meanOf(packetsUp)),
    ratio(up, down + up),
    coefficientOfVariation(packetsDown),
    coefficientOfVariation(packetsUp),
    shareOfActiveSeconds(packetsDown, packetsUp),
  );
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function shareOfActiveSeconds(packetsDown: Float64Array, packetsUp: Float64Array): number {
  let active = 0;
  for (let i = 0; i < packetsDown.length; i++) if (packetsDown[i]! > 0 && packetsUp[i]! > 0) active++;
  return ratio(active, packetsDown.length);
}
