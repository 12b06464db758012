import type { AudioActivity } from './condition.ts';

/** Lengths that radio is cut into, seconds. */
const SEGMENT_SECONDS = [4, 6, 10] as const;
const TITLES = 3;

/** What a condition of radio leaves to its seed. */
export interface Radio {
  /** A browser plays an endless answer by itself; half of the listeners of HLS use hls.js in a browser, half a light player of its kind. */
  readonly player: 'chromium' | 'hls.js' | 'light-hls.js';
  /** Which of the encoded titles is heard. */
  readonly title: number;
  /** Null: an endless answer has none. */
  readonly segmentSeconds: (typeof SEGMENT_SECONDS)[number] | null;
}

export function radioOf({ protocol }: AudioActivity, seed: number): Radio {
  const endless = protocol === 'stream';
  return {
    player: endless ? 'chromium' : seed % 2 === 0 ? 'hls.js' : 'light-hls.js',
    title: seed % TITLES,
    segmentSeconds: endless ? null : SEGMENT_SECONDS[seed % SEGMENT_SECONDS.length]!,
  };
}
