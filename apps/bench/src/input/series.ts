import { randomFor } from './seed.ts';

/** A random walk: peaks of every prominence. */
export function seededWalk(length: number): Float64Array {
  const random = randomFor('walk');
  let value = 0;
  return Float64Array.from({ length }, () => {
    value += random.unit() - 0.5;
    return value;
  });
}

/** Bytes of each bin of a video: bursts at an irregular distance of about 20 bins, little between them. */
export function seededTraffic(length: number): Float64Array {
  const random = randomFor('traffic');
  const series = new Float64Array(length);
  for (let i = 0; i < length; i++) series[i] = random.below(2000);
  for (let burst = 0; burst < length; burst += 15 + random.below(11)) {
    const end = Math.min(length, burst + 3 + random.below(4));
    for (let i = burst; i < end; i++) series[i]! += 50_000 + random.below(200_000);
  }
  return series;
}
