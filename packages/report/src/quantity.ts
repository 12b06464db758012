const UNITS = ['', 'k', 'M', 'G', 'T', 'P'];

/** A number with three digits and a prefix of the SI: `12`, `1.5k`, `63.2M`. @param unit put behind it, after a space */
export function quantityText(value: number, unit = ''): string {
  let [scaled, step] = [Math.abs(value), 0];
  while (scaled >= 999.5 && step < UNITS.length - 1) {
    scaled /= 1000;
    step++;
  }
  const digits = step === 0 && Number.isInteger(scaled) ? String(scaled) : String(Number(scaled.toPrecision(3)));
  return `${value < 0 ? '−' : ''}${digits}${unit === '' ? UNITS[step]! : ` ${UNITS[step]!}${unit}`}`;
}

/** A share of 0 … 1 in percent: `97.1 %`; a dash for null. */
export function percentText(share: number | null, decimals = 1): string {
  return share === null ? '–' : `${(100 * share).toFixed(decimals)} %`;
}

/** A number in a few digits; a dash for null, and ∞ where there is no end. */
export function numberText(value: number | null, digits = 3): string {
  if (value === null) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return Math.abs(value) >= 100 ? value.toFixed(1) : String(Number(value.toPrecision(digits)));
}

/** `0:05`, `2:35`, `1:02:03`. */
export function clockText(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `1 flow`, `2 flows`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
