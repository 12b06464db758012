const UNITS = ['', 'k', 'M', 'G', 'T'];

/** `999 B`, `1.5 kB`, `63 MB`. @param unit such as `B` or `bit/s` */
export function quantity(value: number, unit: string): string {
  let rest = value;
  let step = 0;
  while (rest >= 999.5 && step < UNITS.length - 1) {
    rest /= 1000;
    step++;
  }
  return `${rest.toFixed(step > 0 && rest < 9.95 ? 1 : 0)} ${UNITS[step]}${unit}`;
}

/** `1,234`. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/** `1 flow`, `1,200 flows`. */
export function counted(value: number, what: string): string {
  return `${count(value)} ${what}${value === 1 ? '' : 's'}`;
}

/** `12 s`, `2 min 05 s`, `1 h 02 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}

/** `93 %`; a dash where there is none. */
export function percent(probability: number | null): string {
  return probability === null ? '–' : `${Math.round(100 * probability)} %`;
}

/** By the clock of this computer: `21:04:33`, with its date unless that is today's. @param now epoch ms */
export function clock(time: string, now = Date.now()): string {
  const [then, today] = [new Date(time), new Date(now)];
  const hour = then.toTimeString().slice(0, 8);
  if (then.toDateString() === today.toDateString()) return hour;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())} ${hour}`;
}
