import { shortNumber } from '../text/quantity.ts';

/** `250kB/s`. @param rate bytes a second */
export function rateText(rate: number): string {
  return `${shortNumber(rate)}B/s`;
}

/** `−60 s`; on an axis of more than two minutes `−1 min`, `−3:45`. @param axis seconds that it shows in all */
export function agoText(seconds: number, axis: number, unicode: boolean): string {
  if (seconds === 0) return 'now';
  const minus = unicode ? '−' : '-';
  const rest = Math.round(seconds % 60);
  if (axis <= 120 && (rest !== 0 || seconds <= 60)) return `${minus}${Math.round(seconds)} s`;
  return rest === 0 ? `${minus}${seconds / 60} min` : `${minus}${Math.floor(seconds / 60)}:${String(rest).padStart(2, '0')}`;
}

/** The smallest of 1, 2, 2.5, 5 × 10ⁿ that a largest value fits below: a scale that stays while the traffic varies. */
export function roundScale(largest: number): number {
  if (!(largest > 0) || !Number.isFinite(largest)) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => largest <= factor * power * (1 + 1e-9))!;
  return step * power;
}
