/** Three significant digits, never in powers of ten. */
export function threeDigits(value: number): string {
  const decimals = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(decimals, 6));
}

const TIMES = [
  { unit: 'ns', ms: 1e-6 },
  { unit: 'µs', ms: 1e-3 },
  { unit: 'ms', ms: 1 },
  { unit: 's', ms: 1000 },
] as const;

/** The unit in which a time reads best: at least one of it. */
export function timeUnit(ms: number): { readonly unit: string; readonly ms: number } {
  return TIMES.findLast((candidate) => ms >= candidate.ms) ?? TIMES[0];
}

/** So many a second, with k, M or G. */
export function rate(perSecond: number, unit: string): string {
  const scale = [{ prefix: '', size: 1 }, { prefix: ' k', size: 1e3 }, { prefix: ' M', size: 1e6 }, { prefix: ' G', size: 1e9 }];
  const { prefix, size } = scale.findLast((candidate) => perSecond >= candidate.size) ?? scale[0]!;
  return `${threeDigits(perSecond / size)}${prefix} ${unit}/s`;
}
