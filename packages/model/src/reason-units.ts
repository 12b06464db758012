/** A share, as reasons say it: `71 %`. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** A time, as reasons say it: `4.0 s`, `13 s`. */
export function seconds(time: number): string {
  return `${time < 9.95 ? time.toFixed(1) : Math.round(time)} s`;
}
