interface Spectrum {
  readonly frequency: readonly number[];
  readonly power: readonly number[];
}

/** Index of the strongest frequency but 0 Hz, which says nothing of a rhythm; null where the series does not vary. */
export function strongest({ power }: Spectrum): number | null {
  let best: number | null = null;
  for (let i = 1; i < power.length; i++) if (power[i]! > (best === null ? 0 : power[best]!)) best = i;
  return best;
}
