import type { StateArchive } from '@tunnelscope/detector/live/state/state-archive';

/** Packets that a tap dropped, in epoch ms of the stream. */
interface Loss {
  readonly tap: string;
  readonly packets: number;
  readonly from: number;
  readonly to: number;
}

/** The longest window that a verdict looks back on, and as much again for a change that two windows must show. */
const LOOK_BACK = 120_000; // ms

/** What taps dropped lately: verdicts of that time say so. */
export class LostPackets {
  total = 0;
  #latest: Loss[] = [];

  add(loss: Loss): void {
    this.total += loss.packets;
    this.#latest = [...this.#latest.filter(({ to }) => to > loss.from - LOOK_BACK), loss];
  }

  /** What is to be said of a verdict. @param time epoch ms at which it was given */
  warnings(time: number): string[] {
    const seen = this.#latest.filter(({ from, to }) => from <= time && to >= time - LOOK_BACK);
    return seen.length === 0 ? [] : [...Map.groupBy(seen, ({ tap }) => tap)].map(([tap, losses]) => `tap ${tap} dropped ${losses.reduce((sum, { packets }) => sum + packets, 0)} packets in these two minutes`);
  }

  archive(state: StateArchive): void {
    this.total = state.number(this.total);
    this.#latest = state.json(this.#latest);
  }
}
