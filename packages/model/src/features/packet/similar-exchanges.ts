import { type Exchanges, LARGEST_PLAYLIST, SMALLEST_PLAYLIST } from './exchanges.ts';

const SAME_REQUEST = 20; // bytes
const SAME_ANSWER = { bytes: 80, share: 0.05 };

/**
 * Of the media answers and the largest set of small answers that are alike, the share of the latter: about one half where a
 * playlist is asked for once per segment, near 0 on demand. Unlike the evidence of a poll it needs no period, so it holds
 * in windows with one or two segments; and it asks neither that answers be larger than their requests nor that nothing else
 * was under way. A small answer is alike to itself: in 10 s there may be no second. 0 without a small answer.
 */
export function similarExchangeShare({ bytes, net, large, requestSize, requestCount }: Exchanges): number {
  const candidates: { readonly request: number; readonly answer: number }[] = [];
  let media = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (large[i] === 1) media++;
    else if (net[i]! >= SMALLEST_PLAYLIST && bytes[i]! <= LARGEST_PLAYLIST) candidates.push({ request: requestSize[i]!, answer: net[i]! / requestCount[i]! });
  }
  const most = mostAlike(candidates);
  return most === 0 ? 0 : most / (most + media);
}

/** Size of the largest set whose requests and answers differ little from those of one of its members. */
function mostAlike(candidates: { readonly request: number; readonly answer: number }[]): number {
  candidates.sort((a, b) => a.request - b.request || a.answer - b.answer);
  let most = 0;
  let first = 0;
  for (const [i, { request, answer }] of candidates.entries()) {
    const before = candidates[i - 1];
    // The same sizes once more are alike to the same others.
    if (before && before.request === request && before.answer === answer) continue;
    while (request - candidates[first]!.request > SAME_REQUEST) first++;
    const tolerance = Math.max(SAME_ANSWER.bytes, SAME_ANSWER.share * answer);
    let alike = 0;
    for (let k = first; k < candidates.length && candidates[k]!.request - request <= SAME_REQUEST; k++) {
      if (Math.abs(candidates[k]!.answer - answer) <= tolerance) alike++;
    }
    if (alike > most) most = alike;
  }
  return most;
}
