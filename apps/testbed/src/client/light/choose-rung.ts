import type { HlsVariant } from './hls-playlist.ts';

/** Share of the measured rate that the present rung may need before it is given up. */
const KEEP = 0.95;

/**
 * The rung for the next segment.
 * @param current the present rung; null: none yet
 * @param bandwidth the measured rate, bits a second
 * @param caution share of it that a higher rung may ask for
 */
export function chooseRung(variants: readonly HlsVariant[], topRung: number, current: number | null, bandwidth: number, caution: number): number {
  const top = Math.min(topRung, variants.length - 1);
  let best = 0;
  for (let i = 1; i <= top; i++) if (variants[i]!.bandwidth <= bandwidth * caution) best = i;
  return current !== null && best < current && current <= top && variants[current]!.bandwidth <= bandwidth * KEEP ? current : best;
}
