import type { Interval } from '@tunnelscope/dataset/intervals';
import { numberText, percentText } from '../quantity.ts';

/** An area or another number with its interval: `0.94 (0.818 … 1)`; alone where there is none. */
export function areaText(value: number | null, interval: Interval | null | undefined): string {
  return interval ? `${numberText(value)} (${numberText(interval.low)} … ${numberText(interval.high)})` : numberText(value);
}

/** A share in percent with its interval: `96.6 % (88.5 % … 100.0 %)`; alone where there is none. */
export function shareText(value: number | null, interval: Interval | null | undefined): string {
  return interval ? `${percentText(value)} (${percentText(interval.low)} … ${percentText(interval.high)})` : percentText(value);
}
