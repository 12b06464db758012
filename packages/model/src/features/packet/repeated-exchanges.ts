import { type Exchanges, LARGEST_PLAYLIST, SMALLEST_PLAYLIST } from './exchanges.ts';

const SAME_REQUEST = 20; // bytes
const SAME_ANSWER = { bytes: 80, share: 0.05 };
/** Steps in which exchanges count as new: each new one is compared with all others. */
const STEP = { request: 8, answer: 48 }; // bytes

/**
 * Of the media answers and the largest set of small answers that are alike, the share of the latter: about one half where a
 * playlist is asked for once per segment, near 0 on demand. Unlike the evidence of a poll it needs no period, so it holds
 * in windows with one or two segments; and it asks neither that answers be larger than their requests nor that nothing else
 * was under way. 0 where there are neither.
 */
export function repeatedExchangeShare({ bytes, net, large, requestSize, requestCount }: Exchanges): number {
  const candidates: number[] = [];
  let media = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (large[i] === 1) media++;
    else if (net[i]! >= SMALLEST_PLAYLIST && bytes[i]! <= LARGEST_PLAYLIST) candidates.push(i);
  }
  const answer = (i: number) => net[i]! / requestCount[i]!;
  const seen = new Set<number>();
  let most = 0;
  for (const one of candidates) {
    const kind = Math.floor(requestSize[one]! / STEP.request) * 1024 + Math.floor(answer(one) / STEP.answer);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const tolerance = Math.max(SAME_ANSWER.bytes, SAME_ANSWER.share * answer(one));
    let alike = 0;
    for (const other of candidates) {
      if (Math.abs(requestSize[one]! - requestSize[other]!) <= SAME_REQUEST && Math.abs(answer(one) - answer(other)) <= tolerance) alike++;
    }
    if (alike > most) most = alike;
  }
  return most === 0 ? 0 : most / (most + media);
}
