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

/** Above this a rate says more about the video's quality than about the kind of traffic. */
const RATE_CAP = 4; // log10 B/s
/** Mean packets of this size and more are full ones; of MEDIA_SIZE and less are media sent as it comes into being. */
const FULL_SIZE = 1200; // B
const MEDIA_SIZE = 900; // B

const [RATE, SIZE, VARIATION] = ['rate_down', 'packet_size_down', 'cv_packets_down'].map((name) => featureNames(KIND).indexOf(name)) as [number, number, number];

/** Inputs of the stage that decides between video, call, audio and other. */
export const KIND_INPUTS: StageInputs = {
  schema: {
    name: 'kind-inputs',
    version: 1,
    features: [
      { name: 'packet_size_down_capped', unit: 'B', description: 'Mean downlink packet, at most 1,200: downloads fill packets, calls and radio send each frame at once.' },
      { name: 'rate_down_capped', unit: 'log10 B/s', description: 'log10(1 + downlink bytes a second), at most 4: whether there is enough for media at all.' },
      { name: 'burstiness', unit: '1', description: 'Variation of downlink packets a second, at most 1, or how full packets are, whichever is more: a steady rate of small packets is a call or radio, a steady rate of full ones a download.' },
    ],
  },
  monotone: null,
  from: (measured) => {
    const size = measured[SIZE]!;
    const fullness = Math.min(1, Math.max(0, (size - MEDIA_SIZE) / (FULL_SIZE - MEDIA_SIZE)));
    return Float64Array.of(Math.min(size, FULL_SIZE), Math.min(measured[RATE]!, RATE_CAP), Math.max(Math.min(measured[VARIATION]!, 1), fullness));
  },
};

const [IDLE, GAP, EVIDENCE, COVERAGE] = ['idle_share', 'longest_gap', 'poll_evidence', 'poll_coverage'].map((name) => featureNames(LIVENESS_PACKET).indexOf(name)) as [
  number,
  number,
  number,
  number,
];

/** Inputs of the stage that decides between live and VOD from packets. */
export const PACKET_INPUTS: StageInputs = {
  schema: {
    name: 'liveness-packet-inputs',
    version: 1,
    features: LIVENESS_PACKET.features.map((feature) => {
      if (feature.name === 'poll_evidence') return { ...feature, name: 'edge_evidence', description: 'Evidence of the live edge: a poll, or delivery without pauses, whichever is stronger.' };
      if (feature.name === 'poll_coverage') return { ...feature, name: 'edge_coverage', description: 'Share of segments with a poll, or delivery without pauses, whichever is more.' };
      return feature;
    }),
  },
  // Pauses speak for VOD, polls for live, whoever sends; polls per segment may be too few or too many.
  monotone: Int8Array.of(1, 1, 1, 1, 1, 1, -1, -1, 0, -1),
  from: (measured) => {
    const inputs = measured.slice();
    const steady = continuity(measured[GAP]!, measured[IDLE]!);
    inputs[EVIDENCE] = Math.max(measured[EVIDENCE]!, steady);
    inputs[COVERAGE] = Math.max(measured[COVERAGE]!, steady);
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
 * Delivery that hardly pauses, 0 … 1: what is fetched as it comes into being needs no poll to be live, while a player that
 * has more to fetch than it plays must pause when its buffer is full. 1 for gaps up to 0.6 s, 0 from 1.5 s on, where
 * segments of 2 s begin, and 0 where seconds are idle.
 */
export function continuity(longestGap: number, idleShare: number): number {
  if (idleShare > 0.08) return 0;
  return Math.min(1, Math.max(0, (1.5 - longestGap) / 0.9));
}
