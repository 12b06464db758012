const UNITS = ['', 'k', 'M', 'G', 'T'];

/** A number in at most four characters: `999`, `1.5k`, `63M`, `120M`. */
export function shortNumber(value: number): string {
  let rest = value;
  let unit = 0;
  while (rest >= 999.5 && unit < UNITS.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${rest.toFixed(unit > 0 && rest < 9.95 ? 1 : 0)}${UNITS[unit]}`;
}

/** `1 flow`, `12 flows`. */
export function flowsText(count: number): string {
  return `${count} ${count === 1 ? 'flow' : 'flows'}`;
}

/** `12s`, `2m05s`, `1h02m`, `3d04h`. */
export function shortDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`;
  return `${Math.floor(whole / 86_400)}d${two(Math.floor((whole % 86_400) / 3600))}h`;
}

/** Time of the day on the clock of this computer: `21:04:33`. @param time epoch ms */
export function clockText(time: number): string {
  return new Date(time).toTimeString().slice(0, 8);
}
