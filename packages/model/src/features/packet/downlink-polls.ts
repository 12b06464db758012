import type { Bursts } from './bursts.ts';
import { LARGEST_PLAYLIST, SMALLEST_PLAYLIST } from './exchanges.ts';
import type { OneWay } from './one-way.ts';
import { type Family, findPollFamily, type SmallExchanges } from './poll-family.ts';
import type { PacketSizes, Requests } from './requests.ts';

const CUT = 0.1; // s of silence between pieces
const QUIET = 0.03; // s of silence before a piece that counts
const LONGEST = 0.15; // s
const FULL = 0.9; // of the mtu: a piece of full packets only is a window opening
const NONE = new Float64Array(0);

/** The best family of isolated small downlink pieces. Needs no request sizes, so it survives padding. Null where there is none. */
export function findDownlinkPolls(data: OneWay, requests: Requests, bursts: Bursts, sizes: PacketSizes): Family | null {
  if (bursts.period === null) return null;
  return findPollFamily(smallPieces(data, requests, sizes), bursts.edges, bursts.period, {
    sizeTolerance: 80, requestTolerance: 20, requests: null, hidden: () => NONE,
  });
}

/** Pieces of the downlink between silences or requests that may be playlists. Their requests are left out of account. */
function smallPieces(data: OneWay, requests: Requests, sizes: PacketSizes): SmallExchanges {
  const { time, size } = data;
  const asked = requests.time;
  const pieceTime: number[] = [];
  const pieceSize: number[] = [];
  let request = 0;
  for (let first = 0, end: number; first < time.length; first = end) {
    let bytes = 0;
    let smallest = size[first]!;
    while (request < asked.length && asked[request]! <= time[first]!) request++;
    for (end = first; end < time.length; end++) {
      if (end > first && time[end]! - time[end - 1]! > CUT) break;
      if (end > first && request < asked.length && asked[request]! <= time[end]!) break;
      bytes += size[end]!;
      if (size[end]! < smallest) smallest = size[end]!;
    }
    const quiet = first === 0 || time[first]! - time[first - 1]! > QUIET;
    const brief = time[end - 1]! - time[first]! < LONGEST;
    const net = bytes - sizes.acknowledgement * (end - first);
    if (!quiet || !brief || net < SMALLEST_PLAYLIST || bytes > LARGEST_PLAYLIST || smallest >= FULL * sizes.mtu) continue;
    pieceTime.push(time[first]!);
    pieceSize.push(bytes);
  }
  return {
    time: Float64Array.from(pieceTime), size: Float64Array.from(pieceSize),
    requestSize: new Float64Array(pieceTime.length), requestCount: new Float64Array(pieceTime.length).fill(1),
  };
}
