import { TestbedError } from '../../testbed-error.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { parsePlaylist, type HlsPlaylist, type HlsSegment } from './hls-playlist.ts';
import { alignTo } from './place-segments.ts';
import { pollTime, type LastPoll } from './poll-time.ts';
import type { PlayerProfile } from './profile.ts';
import { Waiting } from './waiting.ts';

/** Times that a request is tried before the player gives it up, and the seconds between them. */
const TRIES = 4;
const RETRY_SECONDS = 1;

/** The playlists of one track – pictures with or without sound, or sound alone – and what was loaded of it. */
export class HlsTrack {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #profile: PlayerProfile;
  readonly #signal: AbortSignal;
  readonly #known = new Map<string, HlsPlaylist>();
  readonly #maps = new Set<string>();
  readonly #waiting: Waiting;
  #address = '';
  #playlist: HlsPlaylist | null = null;
  #last: LastPoll = { due: 0, sent: 0, answered: 0, meanSeconds: 0, changed: true };
  #polls = 0;
  /** Sequence number of the segment to load next; null: by the position. */
  next: number | null = null;

  constructor(connection: Connection, clock: Clock, profile: PlayerProfile, signal: AbortSignal) {
    this.#connection = connection;
    this.#clock = clock;
    this.#profile = profile;
    this.#signal = signal;
    this.#waiting = new Waiting(clock);
    signal.addEventListener('abort', () => this.#waiting.wake());
  }

  get playlist(): HlsPlaylist | null {
    return this.#playlist;
  }

  /** Goes over to another rung: asks for its playlist, unless it has ended and is known. @param beside where to take the time line from at first */
  async use(address: string, beside: HlsPlaylist | null = null): Promise<void> {
    if (address === this.#address) return;
    this.#address = address;
    const known = this.#known.get(address);
    if (known?.ended) this.#playlist = known;
    else await this.refresh(beside);
  }

  /** Asks for the playlist again. */
  async refresh(beside: HlsPlaylist | null = null, due = this.#clock.now()): Promise<void> {
    const address = this.#address;
    const sent = this.#clock.now();
    const answer = await this.#ask(address);
    const answered = this.#clock.now();
    const playlist = alignTo(parsePlaylist(answer.body.toString(), address), this.#playlist ?? beside);
    if (address !== this.#address) return;
    this.#polls += 1;
    const meanSeconds = this.#last.meanSeconds + (answered - sent - this.#last.meanSeconds) / this.#polls;
    const changed = playlist.segments.at(-1)?.sequence !== this.#playlist?.segments.at(-1)?.sequence;
    this.#last = { due, sent, answered, meanSeconds, changed };
    this.#playlist = playlist;
    this.#known.set(address, playlist);
  }

  /** Asks for a live playlist again and again. @param changed called after each answer */
  async follow(changed: () => void): Promise<void> {
    while (!this.#signal.aborted && this.#playlist !== null && !this.#playlist.ended) {
      const due = pollTime(this.#profile, this.#playlist, this.#last);
      const wait = due - this.#clock.now();
      if (wait > 0) {
        // A change of rung meanwhile asked for a playlist, and moves the time of the next.
        await this.#waiting.wait(wait);
        continue;
      }
      await this.refresh(null, due);
      changed();
    }
  }

  /** Loads a segment and, before the first of a rung, its initialization section. @returns bytes and seconds of the segment */
  async load(segment: HlsSegment, signal: AbortSignal): Promise<{ bytes: number; seconds: number }> {
    const map = this.#playlist?.map ?? null;
    if (map !== null && !this.#maps.has(this.#address)) {
      this.#maps.add(this.#address);
      await this.#ask(map, signal);
    }
    const { bytes, milliseconds, firstByteMilliseconds } = await this.#ask(segment.address, signal, false);
    // Waiting for the first byte says nothing about the rate; a short answer that came at once does not divide by nothing.
    return { bytes, seconds: Math.max(milliseconds - firstByteMilliseconds, milliseconds / 2) / 1000 };
  }

  async #ask(path: string, signal = this.#signal, keep = true) {
    for (let tried = 1; ; tried++) {
      const answer = await this.#connection.ask(path, { signal, keep });
      if (answer.status === 200 || answer.status === 206) return answer;
      if (tried === TRIES) throw new TestbedError(`${path.split('?')[0]}: the origin answers ${answer.status}`);
      await this.#waiting.wait(RETRY_SECONDS);
      signal.throwIfAborted();
    }
  }
}
