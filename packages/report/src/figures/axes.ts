import type { ScaleOptions } from '@observablehq/plot';
import { clockText, quantityText } from '../quantity.ts';

/** Time since a flow's first packet, the same in every picture of a flow so that they can be laid over each other. */
export function timeAxis(seconds: number, label = 'time from the first packet'): ScaleOptions {
  const step = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600].find((candidate) => seconds / candidate <= 12) ?? 600;
  const ticks = Array.from({ length: Math.floor(seconds / step) + 1 }, (_, i) => i * step);
  return { domain: [0, Math.max(1, seconds)], label, labelArrow: 'right', ticks, tickFormat: (value: number) => clockText(value) };
}

/** Bytes, in SI units, from nothing upwards. */
export function byteAxis(label: string, most?: number): ScaleOptions {
  return { label, labelArrow: 'up', grid: true, zero: true, nice: true, ticks: 5, tickFormat: (value: number) => quantityText(value, 'B'), ...(most !== undefined && { domain: [0, Math.max(1, most)] }) };
}

/** A share or probability, 0 … 1. */
export function shareAxis(label: string, arrow: 'up' | 'right' = 'up'): ScaleOptions {
  return { label, labelArrow: arrow, domain: [0, 1], grid: true, ticks: 5, tickFormat: (value: number) => `${Math.round(100 * value)} %` };
}
