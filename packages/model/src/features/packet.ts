import type { Kernels } from '@tunnelscope/core/kernels';
import { findBursts } from './packet/bursts.ts';
import { findDownlinkPolls } from './packet/downlink-polls.ts';
import { findExchangePolls } from './packet/exchange-polls.ts';
import { type Exchanges, findExchanges } from './packet/exchanges.ts';
import { linkHeadroom } from './packet/headroom.ts';
import { measureLatency } from './packet/latency.ts';
import { largerThan, oneWay } from './packet/one-way.ts';
import { joinPipelined } from './packet/pipelining.ts';
import { type Family, paceOf } from './packet/poll-family.ts';
import { measurePollPairs } from './packet/poll-pairs.ts';
import { findRequests, overStream } from './packet/requests.ts';
import { measureRhythm } from './packet/rhythm.ts';
import { similarExchangeShare } from './packet/similar-exchanges.ts';
import { countSizes, mostFrequentSize, percentileOfCounts } from './packet/size-counts.ts';
import { support } from './packet/support.ts';
import type { FeatureSchema } from './schema.ts';
import type { PacketWindow } from './window.ts';
import { OWN_COLUMNS, type WorkSpace } from './work-space.ts';

/**
 * What tells live from on demand in packets: six features of the downlink's rhythm, four of the playlist poll, and what both
 * are worth: how many exchanges a poll stands on, and whether the link would have allowed pauses.
 */
export const LIVENESS_PACKET: FeatureSchema = {
  name: 'liveness-packet',
  version: 4,
  features: [
    { name: 'silent_share', unit: '1', description: 'Share of the window in gaps over 2 s between large downlink packets. A full buffer pauses; the live edge does not let it fill.' },
    { name: 'idle_share', unit: '1', description: 'Share of seconds below 5 % of the mean second. VOD downloads faster than it plays, so more seconds stay empty.' },
    { name: 'cv_half_second', unit: '1', description: 'Standard deviation ÷ mean of the downlink bytes of half seconds: how bursty delivery is.' },
    { name: 'cv_second', unit: '1', description: 'The same for seconds: bursts within a second no longer count.' },
    { name: 'longest_gap', unit: 's', description: 'Longest gap between large downlink packets: at the live edge hardly more than a segment.' },
    { name: 'time_weighted_gap', unit: 's', description: 'Sum of squared gaps ÷ window: the gap that a random moment falls into.' },
    { name: 'poll_evidence', unit: '1', description: 'How clearly a small exchange of constant size recurs once per segment: only at the live edge must a player ask whether the edge moved.' },
    { name: 'poll_coverage', unit: '1', description: 'Share of segments with such an exchange, whatever its regularity.' },
    { name: 'poll_per_segment', unit: '1', description: 'Such exchanges per segment, at most 3: about 1 at the live edge; beacons and audio have their own number.' },
    { name: 'poll_evidence_downlink', unit: '1', description: 'The evidence from small isolated downlink pieces alone: holds where request sizes are padded or lost.' },
    { name: 'poll_evidence_repeated', unit: '1', description: 'The evidence, less where it stands on two or three exchanges: so many fall into step by chance, whoever sends.' },
    { name: 'poll_evidence_downlink_repeated', unit: '1', description: 'The same of the evidence from the downlink alone, less where most small pieces are of other sizes: among many, some fall into step.' },
    { name: 'similar_exchange_share', unit: '1', description: 'Of media answers and the small answers that are most alike, the share of the latter: a playlist is asked for beside them even where a window holds too few segments for a period.' },
    { name: 'link_headroom', unit: '1', description: 'Peak ÷ mean rate of the downlink (tenths of a second): where it is near 1 the link is full, and delivery without pauses says nothing on liveness.' },
  ],
};

/** What the features were measured on: for explanations, not for models. All times in seconds from the window's start. */
export interface LivenessEvidence {
  /** One value for each feature of LIVENESS_PACKET. */
  readonly features: Float64Array;
  /** Seconds from request to answer; null where the window holds too little to look for requests. */
  readonly latency: number | null;
  /** Seconds between bursts; null for fewer than two. */
  readonly period: number | null;
  readonly burstTime: Float64Array;
  readonly requestTime: Float64Array;
  /** Requests with their answers; null where the window holds too little to look for them. */
  readonly exchanges: Exchanges | null;
  /** The family of exchanges that is taken for a poll, and the same from the downlink alone. */
  readonly poll: Family | null;
  readonly downlinkPoll: Family | null;
  readonly pollIntervals: PollIntervals;
}

/** Seconds from one poll to the next, as exchanges and the downlink alone show them; null where nothing keeps the segments' pace. */
export interface PollIntervals {
  readonly exchanges: number | null;
  readonly downlink: number | null;
}

const FEWEST_DOWN = 30; // packets in the window
const FEWEST_UP = 10;
const FEWEST_DATA = 20;
const OVER_ACKNOWLEDGEMENT = 20; // bytes that make a downlink packet data
const MOST_POLLS = 3; // per burst
const ENOUGH_PURITY = 0.4; // of the small downlink pieces: chat and telemetry may make up the rest
const NONE = new Float64Array(0);

/**
 * The features of LIVENESS_PACKET, in its order, always finite. A window without downlink packets has silent and idle
 * share 1, both gaps its length, and 0 elsewhere; one with too few packets to look for polls has no poll.
 * The method: design notes "What separates live from on-demand inside a tunnel"; the prototype's values are reproduced.
 */
export function livenessFromPackets(window: PacketWindow, kernels: Kernels): Float64Array {
  return livenessEvidence(window, kernels).features;
}

/** The same features with what they were measured on, at no further cost. @param space nothing of the result is in it */
export function livenessEvidence(window: PacketWindow, kernels: Kernels, space: WorkSpace = OWN_COLUMNS): LivenessEvidence {
  const down = oneWay(window, 1, space);
  const up = oneWay(window, 0, space);
  const mtu = down.size.length > 0 ? percentileOfCounts(countSizes(down.size, space), down.size.length, 97) : 0;
  const rhythm = measureRhythm(window, down, mtu, kernels, space);
  const rhythmFeatures = [
    rhythm.silentShare, rhythm.idleShare, rhythm.cvHalfSecond, rhythm.cvSecond, rhythm.longestGap, rhythm.timeWeightedGap,
  ];
  const headroom = linkHeadroom(window, kernels, space);
  const sizes = { mtu, acknowledgement: mostFrequentSize(countSizes(up.size, space)) };
  const data = largerThan(down, sizes.acknowledgement + OVER_ACKNOWLEDGEMENT, space);
  if (down.time.length < FEWEST_DOWN || up.time.length < FEWEST_UP || data.time.length < FEWEST_DATA) {
    return {
      features: Float64Array.of(...rhythmFeatures, 0, 0, 0, 0, 0, 0, 0, headroom),
      latency: null, period: null, burstTime: NONE, requestTime: NONE, exchanges: null, poll: null, downlinkPoll: null,
      pollIntervals: { exchanges: null, downlink: null },
    };
  }
  const single = findRequests(up, data, sizes, space);
  const latency = measureLatency(single, data);
  const requests = joinPipelined(single, data, latency);
  const bursts = findBursts(data, latency, window.seconds);
  const exchanges = findExchanges(requests, data, sizes, latency);
  const pairs = measurePollPairs(exchanges, latency);
  const poll = findExchangePolls(exchanges, bursts, overStream(sizes));
  const downlinkPoll = findDownlinkPolls(data, requests, bursts, sizes);
  const perSegment = poll === null ? 0 : Math.min(MOST_POLLS, poll.time.length / Math.max(1, bursts.edges.length - 1));
  return {
    features: Float64Array.of(
      ...rhythmFeatures,
      Math.max(evidence(poll), pairs.constantShare),
      Math.max(poll === null ? 0 : poll.alignment.coverage * poll.alignment.grid, pairs.share),
      poll === null ? 0 : perSegment * poll.alignment.grid,
      evidence(downlinkPoll),
      Math.max(repeated(poll), pairs.constantShare * support(exchanges.large.reduce((sum, large) => sum + large, 0))),
      downlinkPoll === null ? 0 : repeated(downlinkPoll) * Math.min(1, downlinkPoll.purity / ENOUGH_PURITY),
      similarExchangeShare(exchanges),
      headroom,
    ),
    latency, period: bursts.period, burstTime: bursts.start, requestTime: requests.time, exchanges, poll, downlinkPoll,
    pollIntervals: { exchanges: paceOf(poll), downlink: paceOf(downlinkPoll) },
  };
}

/** A family's score, weighted by how regular it is. */
function evidence(family: Family | null): number {
  return family === null ? 0 : family.score * family.alignment.regularity;
}

/** The evidence of a family, less where it has few members. */
function repeated(family: Family | null): number {
  return family === null ? 0 : evidence(family) * support(family.time.length);
}
