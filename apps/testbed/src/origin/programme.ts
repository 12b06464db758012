import { FRAGMENT_SECONDS } from '../media/recipe.ts';
import type { VideoActivity } from '../plan/condition.ts';
import type { Edge } from './live-clock.ts';
import { type Cut, fragmentCount, type Rendition } from './rendition.ts';
import type { Signer } from './signature.ts';

/** What is on: everything that playlists and manifests are made from. */
export interface Programme {
  readonly live: boolean;
  readonly protocol: VideoActivity['protocol'];
  readonly cut: Cut;
  /** Pictures, with sound or without, the lowest rung first; empty: radio. */
  readonly video: readonly Rendition[];
  /** Null: the sound lies with the pictures. */
  readonly audio: Rendition | null;
  /** Segments in a live playlist. */
  readonly windowSegments: number;
  /** Seconds behind the edge at which a live manifest bids players to play. */
  readonly delaySeconds: number;
  readonly edge: Edge;
  readonly sign: Signer;
}

/** Fragments that exist now. */
export function fragmentsNow({ edge }: Programme, rendition: Rendition): number {
  // A rounding error must not hide the fragment that has just come.
  return Math.min(fragmentCount(rendition), Math.floor(edge.now() / FRAGMENT_SECONDS + 1e-6));
}

/** Resolves once the fragments before `after` exist. */
export function fragmentsExist({ edge }: Programme, after: number): Promise<void> {
  return edge.reach(after * FRAGMENT_SECONDS);
}

/** Whole segments that exist now, and the first of them that is listed. */
export function listedSegments(programme: Programme, rendition: Rendition): { first: number; after: number } {
  const after = Math.floor(fragmentsNow(programme, rendition) / programme.cut.fragmentsPerSegment);
  return { first: programme.live ? Math.max(0, after - programme.windowSegments) : 0, after };
}

export function renditionsOf({ video, audio }: Programme): Rendition[] {
  return audio ? [...video, audio] : [...video];
}

const SHORTEST_WINDOW = 12; // seconds
const REWINDABLE = 300; // seconds

/** Segments in a live playlist: what players need to join three behind the edge, or five minutes that can be rewound. */
export function windowOf(segmentSeconds: number, behindSeconds: number): number {
  return behindSeconds > 0 ? Math.ceil(REWINDABLE / segmentSeconds) : Math.max(4, Math.ceil(SHORTEST_WINDOW / segmentSeconds));
}
