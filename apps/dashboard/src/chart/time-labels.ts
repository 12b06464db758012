import type { AxisLabel } from './axes.ts';
import { agoText } from './quantity.ts';

/** Labels of an axis over the last seconds, the present at its right end. */
export function timeLabels(seconds: number, unicode: boolean): AxisLabel[] {
  const label = (at: number) => ({ at, text: agoText((1 - at) * seconds, seconds, unicode) });
  return [1, 0, 0.5, 0.25, 0.75].map(label);
}
