import type { Bursts } from './bursts.ts';
import { type Exchanges, LARGEST_PLAYLIST } from './exchanges.ts';
import { type Family, findPollFamily, type SmallExchanges } from './poll-family.ts';

const NONE = new Float64Array(0);
/** Bytes; padding to the cipher's block blurs sizes more where records are coalesced on a stream. */
const TOLERANCE = { datagram: { sizeTolerance: 80, requestTolerance: 20 }, stream: { sizeTolerance: 200, requestTolerance: 40 } };
const COMMON = 0.35; // share of large requests of the same size, above which a request in a download proves nothing

/** The family of small exchanges that looks most like a playlist asked for again and again; null where there is none. */
export function findExchangePolls(exchanges: Exchanges, bursts: Bursts, stream: boolean): Family | null {
  if (bursts.period === null) return null;
  const { large, requestInFlight, bytes } = exchanges;
  const unhurried = (i: number) => requestInFlight[i] === 0;
  const largeRequests = exchanges.requestSize.filter((_, i) => large[i] === 1 && unhurried(i));
  const smallRequests = exchanges.requestSize.filter((_, i) => large[i] === 0 && unhurried(i) && bytes[i]! < LARGEST_PLAYLIST);
  return findPollFamily(smallOnly(exchanges), bursts.edges, bursts.period, {
    ...TOLERANCE[stream ? 'stream' : 'datagram'],
    requests: smallRequests,
    hidden: (requestSize) => pollsInDownloads(exchanges, largeRequests, requestSize),
  });
}

function smallOnly(exchanges: Exchanges): SmallExchanges {
  const pick = (column: Float64Array) => column.filter((_, i) => exchanges.small[i] === 1);
  return {
    time: pick(exchanges.time), size: pick(exchanges.net),
    requestSize: pick(exchanges.requestSize), requestCount: pick(exchanges.requestCount),
  };
}

/** Times of requests of the same exact size whose answers are lost in a download, unless large requests have that size too. */
function pollsInDownloads(exchanges: Exchanges, largeRequests: Float64Array, requestSize: number): Float64Array {
  if (largeRequests.length < 2) return NONE;
  let same = 0;
  for (let i = 0; i < largeRequests.length; i++) if (Math.abs(largeRequests[i]! - requestSize) <= 1) same++;
  if (same / largeRequests.length > COMMON) return NONE;
  return exchanges.time.filter((_, i) => Math.abs(exchanges.requestSize[i]! - requestSize) <= 1
    && (exchanges.requestInFlight[i] === 1 || exchanges.large[i] === 1));
}
