import type { Subject } from '../measure/subject.ts';

/** Another program or library that does such work. */
export interface Peer {
  readonly name: string;
  /** What it does more or less, and how it is called: for a fair comparison. */
  readonly note: string;
  /** The least times our CPU time that its own is to be; absent where there is no target. */
  readonly target?: number;
  /** Why the target is missed where it is, as far as a profile told. */
  readonly missed?: string;
  /** One run of it does this part of our work (1 if absent): its times are divided by it. */
  readonly part?: number;
  /** Makes it ready to run; what is loaded and compiled here is not measured. */
  open(): Promise<OpenPeer | Missing>;
}

export interface OpenPeer {
  /** Name and version of what runs. */
  readonly version: string;
  readonly subject: Subject;
  /** Whole processes, whose runs are all alike, have nothing to warm up. */
  readonly isProcess?: boolean;
  /** Where its result, after at least one run, and ours differ; null if they agree. Absent where they cannot be compared. */
  findDisagreement?(ours: unknown): Promise<string | null>;
  close?(): void;
}

/** Not here, in words for people. */
export interface Missing {
  readonly missing: string;
}

/** Whether a peer is there to run. */
export function isOpen(peer: OpenPeer | Missing): peer is OpenPeer {
  return !('missing' in peer);
}
