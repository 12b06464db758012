import { TestbedError } from '../../testbed-error.ts';
import type { Observation } from '../report.ts';
import { CLOCK, type Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { parseVariants } from './hls-playlist.ts';
import { HlsTrack } from './hls-track.ts';
import { Ladder } from './ladder.ts';
import { edgeOf, joinPosition, segmentAt } from './place-segments.ts';
import { PlayOut } from './play-out.ts';
import type { PlayerProfile } from './profile.ts';
import { Waiting } from './waiting.ts';

const VIDEO = 0;

export interface HlsPlayback {
  readonly connection: Connection;
  readonly profile: PlayerProfile;
  /** Path of the playlist that lists the rungs. */
  readonly path: string;
  readonly topRung: number;
  /** Most seconds ahead; null: as the player of the profile does. */
  readonly bufferSeconds: number | null;
  /** Where an on-demand title begins, seconds. */
  readonly startSeconds: number;
  /** Distance to the live edge that the viewer wants; 0: as the player of the profile likes it. */
  readonly behindSeconds: number;
  readonly clock?: Clock;
}

/** Asks for HLS as a player does, without decoding anything. */
export class HlsPlayer {
  readonly #playback: HlsPlayback;
  readonly #clock: Clock;
  readonly #ladder: Ladder;
  readonly #stopped = new AbortController();
  readonly #tracks: HlsTrack[] = [];
  readonly #loops: Waiting[] = [];
  readonly #fetches: AbortController[] = [];
  #out: PlayOut | null = null;
  #errors: string[] = [];
  #began = 0;

  constructor(playback: HlsPlayback) {
    this.#playback = playback;
    this.#clock = playback.clock ?? CLOCK;
    this.#ladder = new Ladder(playback.profile, playback.topRung);
  }

  /** Plays until `stop`. Settles then, or once it cannot go on: the observations tell why. */
  async play(): Promise<void> {
    this.#began = this.#clock.now();
    try {
      await this.#play();
    } catch (error) {
      if (!this.#stopped.signal.aborted) this.#errors.push((error as Error).message);
    }
  }

  stop(): void {
    this.#stopped.abort();
    for (const loop of this.#loops) loop.wake();
  }

  async #play(): Promise<void> {
    const { connection, path, profile, behindSeconds, startSeconds } = this.#playback;
    const answer = await connection.ask(path, { signal: this.#stopped.signal });
    if (answer.status !== 200) throw new TestbedError(`${path}: the origin answers ${answer.status}`);
    this.#ladder.variants = parseVariants(answer.body.toString(), path);
    const first = this.#ladder.choose(this.#clock.now() - this.#began);
    const track = () => new HlsTrack(connection, this.#clock, profile, this.#stopped.signal);
    const video = track();
    await video.use(first.address);
    this.#tracks.push(video);
    if (first.audio !== null) {
      const audio = track();
      await audio.use(first.audio, video.playlist);
      this.#tracks.push(audio);
    }
    const playlist = video.playlist!;
    const position = playlist.ended ? startSeconds : joinPosition(playlist, profile, behindSeconds);
    this.#out = new PlayOut(this.#tracks.length, position, this.#began);
    await Promise.all(this.#tracks.flatMap((_, i) => {
      this.#loops[i] = new Waiting(this.#clock);
      return [this.#load(i), this.#follow(i)];
    }));
  }

  #follow(track: number): Promise<void> {
    return this.#tracks[track]!.follow(() => {
      if (this.#playback.profile.wokenByPlaylist) this.#loops[track]!.wake();
    });
  }

  /** The loop of one track: waits while enough is ready or nothing is there, loads the next segment otherwise. */
  async #load(i: number): Promise<void> {
    const track = this.#tracks[i]!;
    while (!this.#stopped.signal.aborted) {
      const wait = this.#secondsToWait(i);
      if (wait > 0) {
        await this.#loops[i]!.wait(wait);
        continue;
      }
      if (i === VIDEO) await track.use(this.#ladder.choose(this.#clock.now() - this.#began).address);
      const segment = this.#nextSegment(i);
      if (segment === undefined) continue;
      const fetch = new AbortController();
      this.#fetches[i] = fetch;
      try {
        const { bytes, seconds } = await track.load(segment, AbortSignal.any([fetch.signal, this.#stopped.signal]));
        if (i === VIDEO) this.#ladder.measured(bytes, seconds);
        if (fetch.signal.aborted) continue;
        track.next = segment.sequence + 1;
        this.#out!.append(i, segment.start + segment.seconds, this.#clock.now());
      } catch (error) {
        if (!fetch.signal.aborted) throw error;
      }
    }
  }

  /** 0: there is something to load and room for it. */
  #secondsToWait(i: number): number {
    const { tickSeconds, tickSegments } = this.#playback.profile;
    const { targetSeconds } = this.#tracks[i]!.playlist!;
    const tick = Math.min(tickSeconds, tickSegments * targetSeconds);
    if (this.#nextSegment(i) === undefined) return tick;
    const over = this.#out!.ahead(i, this.#clock.now()) - this.#goal(i);
    return over < 0 ? 0 : Math.max(1, Math.ceil(over / tick)) * tick;
  }

  #goal(i: number): number {
    const { bufferSeconds, profile } = this.#playback;
    const out = this.#out!;
    if (bufferSeconds !== null) return bufferSeconds;
    const video = profile.goal(out.playedSeconds, this.#ladder.bandwidth);
    if (i === VIDEO) return video;
    // Sound has no rate worth the name; it keeps up with the pictures.
    return Math.max(profile.goal(out.playedSeconds, Number.POSITIVE_INFINITY), Math.min(video, out.ahead(VIDEO, this.#clock.now())));
  }

  #nextSegment(i: number) {
    const track = this.#tracks[i]!;
    const playlist = track.playlist!;
    const { segments } = playlist;
    if (track.next === null) return segmentAt(playlist, this.#out!.advance(this.#clock.now()) - this.#playback.profile.lookBackSeconds);
    // What has left the window while the viewer paused is gone: on with what there is.
    return segments.find(({ sequence }) => sequence >= track.next!);
  }

  /** @param by seconds forward; back if negative */
  seek(by: number): void {
    const playlist = this.#tracks[VIDEO]?.playlist;
    if (!playlist || this.#out === null) return;
    const last = playlist.ended ? edgeOf(playlist) : joinPosition(playlist, this.#playback.profile, 0);
    const now = this.#clock.now();
    const position = Math.max(playlist.segments[0]?.start ?? 0, Math.min(last, this.#out.advance(now) + by));
    if (!this.#out.seek(position, now)) return;
    for (const [i, track] of this.#tracks.entries()) {
      track.next = null;
      this.#fetches[i]?.abort();
      this.#loops[i]!.wake();
    }
  }

  pause(): void {
    this.#out?.pause(this.#clock.now());
  }

  resume(): void {
    this.#out?.resume(this.#clock.now());
    for (const loop of this.#loops) loop.wake();
  }

  observe(): Observation {
    const now = this.#clock.now();
    const out = this.#out;
    return {
      position: out?.advance(now) ?? 0,
      buffered: out?.aheadOfAll(now) ?? 0,
      startupSeconds: out?.startupSeconds ?? null,
      stalls: out?.stalls ?? 0,
      stallSeconds: out?.stallSeconds ?? 0,
      rung: this.#ladder.rung,
      rungs: this.#ladder.takeChanges(),
      dropped: 0,
      total: 0,
      errors: this.#errors.splice(0),
      warnings: [],
      requests: this.#playback.connection.takeRequests(),
    };
  }
}
