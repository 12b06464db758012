import { shortNumber } from '../text/quantity.ts';

/** `250kB/s`. @param rate bytes a second */
export function rateText(rate: number): string {
  return `${shortNumber(rate)}B/s`;
}

/** `−60 s`, `−5 min`, `−2:30`. */
export function agoText(seconds: number, unicode: boolean): string {
  if (seconds === 0) return 'now';
  const minus = unicode ? '−' : '-';
  if (seconds < 120) return `${minus}${Math.round(seconds)} s`;
  const rest = Math.round(seconds % 60);
  return rest === 0 ? `${minus}${seconds / 60} min` : `${minus}${Math.floor(seconds / 60)}:${String(rest).padStart(2, '0')}`;
}

/** The smallest of 1, 2, 2.5, 5 × 10ⁿ that a largest value fits below: a scale that stays while the traffic varies. */
export function roundScale(largest: number): number {
  if (!(largest > 0) || !Number.isFinite(largest)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => largest <= factor * power * (1 + 1e-9))!;
  return step * power;
}
