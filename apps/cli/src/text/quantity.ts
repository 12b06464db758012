const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** A number of bytes with three digits and an SI unit: `999 B`, `1.50 kB`, `63.2 MB`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 would be written 1000: the next unit has the digits for it.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const decimals = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(decimals)} ${UNITS[unit]}`;
}

/** `0.4 s`, `12.3 s`, `2:35`, `1:02:03`. Tenths are cut and not rounded: 9.96 s are too few where 10 s are needed, and are not to look like them. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${(Math.floor(10 * seconds) / 10).toFixed(1)} s`;
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** A share of 0 … 1 in percent: `97 %`; `–` for null. */
export function percentText(share: number | null, decimals = 0): string {
  return share === null ? '–' : `${(100 * share).toFixed(decimals)} %`;
}

/** `1,234,567`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 flow`, `2 flows`. */
export function plural(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}
