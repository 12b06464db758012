import type { Spread } from '../measure/spread.ts';
import { threeDigits, timeUnit } from './number.ts';

/** A time in milliseconds in the unit that it reads best in: median and, in brackets, the range of the middle 80 %. */
export function timeText(ms: Spread): string {
  const chosen = timeUnit(ms.median);
  return `${spreadText(ms, chosen.ms)} ${chosen.unit}`;
}

/** Median and range of the middle 80 %, in units of so much. */
export function spreadText({ median, low, high }: Spread, unit = 1): string {
  return `${threeDigits(median / unit)} (${threeDigits(low / unit)}–${threeDigits(high / unit)})`;
}
