/** Columns of a series, in the order that binary bodies have them unless they say otherwise. */
export const SERIES_COLUMNS = ['bytesDown', 'bytesUp', 'packetsDown', 'packetsUp'] as const;
export type SeriesColumn = (typeof SERIES_COLUMNS)[number];

/** Traffic in bins of equal width, as a caller counted it. */
export interface Series {
  /** A part of a second that divides it. */
  readonly binSeconds: number;
  /** Epoch ms of the first bin; null if nobody said. */
  readonly start: number | null;
  readonly bytesDown: ArrayLike<number>;
  readonly bytesUp: ArrayLike<number> | null;
  readonly packetsDown: ArrayLike<number> | null;
  readonly packetsUp: ArrayLike<number> | null;
}

/** Six hours: what is judged at once keeps others waiting. */
export const MOST_SECONDS = 21_600;
/** In one bin, bytes or packets: 8 Tbit/s for a second. Sums stay exact. */
export const LARGEST_COUNT = 1e12;
export const MOST_BINS_PER_SECOND = 100;
