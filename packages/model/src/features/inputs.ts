import { KIND } from './kind.ts';
import { LIVENESS_PACKET } from './packet.ts';
import { type FeatureSchema, featureNames } from './schema.ts';
import { LIVENESS_SECOND } from './second.ts';

/**
 * What the forests see of the measured features. Measuring says all that can be said; a forest follows whatever is cleanest
 * in its training, so what one provider or player alone would teach it is folded away first.
 */
export interface StageInputs {
  readonly schema: FeatureSchema;
  /** For each input 1 where more of it must never speak for live (or for video), −1 where never against, 0 for neither. */
  readonly monotone: Int8Array | null;
  /** @param measured one value for each measured feature @returns one for each of the schema's */
  readonly from: (measured: Float64Array) => Float64Array;
}

/** Above this, 320 kbit/s, a rate says more about the video's quality than about the kind of traffic. */
const RATE_CAP = 4.6; // log10 B/s
/** Mean packets of this size and more are full ones; of MEDIA_SIZE and less are media sent as it comes into being. */
const FULL_SIZE = 1200; // B
const MEDIA_SIZE = 900; // B

const [RATE, SIZE, VARIATION] = ['rate_down', 'packet_size_down', 'cv_packets_down'].map((name) => featureNames(KIND).indexOf(name)) as [number, number, number];

/** Inputs of the stage that decides between video, call, audio and other. */
export const KIND_INPUTS: StageInputs = {
  schema: {
    name: 'kind-inputs',
    version: 2,
    features: [
      { name: 'packet_size_down_capped', unit: 'B', description: 'Mean downlink packet, at most 1,200: downloads fill packets, calls and radio send each frame at once.' },
      { name: 'rate_down_capped', unit: 'log10 B/s', description: 'log10(1 + downlink bytes a second), at most 4.6 (40 kB/s): whether there is enough for media at all, and for video.' },
      { name: 'burstiness', unit: '1', description: 'Variation of downlink packets a second, at most 1, or how full packets are, whichever is more: a steady rate of small packets is a call or radio, a steady rate of full ones a download.' },
    ],
  },
  monotone: null,
  from: (measured) => {
    const size = measured[SIZE]!;
    const fullness = clamp((size - MEDIA_SIZE) / (FULL_SIZE - MEDIA_SIZE));
    return Float64Array.of(Math.min(size, FULL_SIZE), Math.min(measured[RATE]!, RATE_CAP), Math.max(Math.min(measured[VARIATION]!, 1), fullness));
  },
};

/** What the forest of liveness sees as it was measured: the rhythm of the downlink. */
const RHYTHM = ['silent_share', 'idle_share', 'cv_half_second', 'cv_second', 'longest_gap', 'time_weighted_gap'] as const;
const placeOf = (name: string) => featureNames(LIVENESS_PACKET).indexOf(name);
const RHYTHM_PLACES = RHYTHM.map(placeOf);
const [IDLE, GAP, COVERAGE, EVIDENCE, DOWNLINK, SIMILAR, HEADROOM] = [
  'idle_share', 'longest_gap', 'poll_coverage', 'poll_evidence_repeated', 'poll_evidence_downlink_repeated', 'similar_exchange_share', 'link_headroom',
].map(placeOf) as [number, number, number, number, number, number, number];

/**
 * Inputs of the stage that decides between live and VOD from packets. Cues of the live edge that one player shows and another
 * does not are folded into one by their maximum: side by side, a forest follows whichever is cleanest in its training.
 */
export const PACKET_INPUTS: StageInputs = {
  schema: {
    name: 'liveness-packet-inputs',
    version: 4,
    features: [
      ...RHYTHM_PLACES.map((place) => LIVENESS_PACKET.features[place]!),
      { name: 'edge_evidence', unit: '1', description: 'Evidence of the live edge: a poll, seen in exchanges or in the downlink alone, or steady delivery, whichever is strongest.' },
      { name: 'edge_coverage', unit: '1', description: 'Share of segments with a poll, or steady delivery, whichever is more.' },
      { name: 'edge_evidence_downlink', unit: '1', description: 'Evidence of a poll from the downlink alone.' },
      { name: 'edge_exchanges', unit: '1', description: 'Twice the share of small answers alike among these and media answers (one each makes 1), or steady delivery, whichever is more.' },
    ],
  },
  // Pauses speak for VOD, signs of the live edge for live, whoever sends.
  monotone: Int8Array.of(1, 1, 1, 1, 1, 1, -1, -1, -1, -1),
  from: (measured) => {
    const steady = steadiness(measured[GAP]!, measured[IDLE]!, measured[HEADROOM]!);
    const inputs = new Float64Array(RHYTHM_PLACES.length + 4);
    let i = 0;
    for (const place of RHYTHM_PLACES) inputs[i++] = measured[place]!;
    inputs[i++] = Math.max(measured[EVIDENCE]!, measured[DOWNLINK]!, steady);
    inputs[i++] = Math.max(measured[COVERAGE]!, steady);
    inputs[i++] = measured[DOWNLINK]!;
    inputs[i++] = Math.max(2 * measured[SIMILAR]!, steady);
    return inputs;
  },
};

/** Inputs of the stage that decides between live and VOD from seconds: rhythm is all there is. */
export const SECOND_INPUTS: StageInputs = {
  schema: LIVENESS_SECOND,
  monotone: new Int8Array(LIVENESS_SECOND.features.length).fill(1),
  from: (measured) => measured,
};

/**
 * Delivery that hardly pauses though the link has room, 0 … 1: what is fetched as it comes into being needs no poll to be
 * live, while a player that has more to fetch than it plays fills its buffer as fast as the link allows, and then pauses.
 * Gaps up to 0.6 s count in full, from 1.5 s on, where segments of 2 s begin, not at all, nor do windows with idle seconds;
 * a headroom of 2.5 counts in full, and up to 1.8, where the link itself sets the pace, not at all.
 */
export function steadiness(longestGap: number, idleShare: number, headroom: number): number {
  if (idleShare > 0.08) return 0;
  return clamp((1.5 - longestGap) / 0.9) * clamp((headroom - 1.8) / 0.7);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
