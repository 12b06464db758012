import { BandwidthEstimate } from './bandwidth.ts';
import { chooseRung } from './choose-rung.ts';
import type { HlsVariant } from './hls-playlist.ts';
import type { PlayerProfile } from './profile.ts';

/** The rungs of a title, and which of them is on. */
export class Ladder {
  readonly #profile: PlayerProfile;
  readonly #topRung: number;
  readonly #estimate: BandwidthEstimate;
  readonly #changes: { at: number; rung: number }[] = [];
  #switchedAt = 0;
  /** Ascending by bandwidth. */
  variants: readonly HlsVariant[] = [];
  rung: number | null = null;

  constructor(profile: PlayerProfile, topRung: number) {
    this.#profile = profile;
    this.#topRung = topRung;
    this.#estimate = new BandwidthEstimate(profile.firstBandwidth, profile.fastSeconds, profile.slowSeconds);
  }

  /** A segment of so many bytes took so many seconds. */
  measured(bytes: number, seconds: number): void {
    this.#estimate.add(bytes, seconds);
  }

  /** The rung for the next segment. @param at seconds since the beginning */
  choose(at: number): HlsVariant {
    const { switchSeconds, caution } = this.#profile;
    if (this.rung === null || at - this.#switchedAt >= switchSeconds) {
      const rung = chooseRung(this.variants, this.#topRung, this.rung, this.#estimate.get(), caution);
      if (rung !== this.rung) {
        this.rung = rung;
        this.#switchedAt = at;
        this.#changes.push({ at, rung });
      }
    }
    return this.variants[this.rung!]!;
  }

  /** Bits a second of the rung that is on. */
  get bandwidth(): number {
    return this.variants[this.rung!]!.bandwidth;
  }

  /** Changes since this was last asked. */
  takeChanges(): { at: number; rung: number }[] {
    return this.#changes.splice(0);
  }
}
