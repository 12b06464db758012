import type { StateArchive } from '@tunnelscope/detector/live/state/state-archive';

/** Packets that a tap dropped, or messages that are missing in the stream, in epoch ms of the stream. */
interface Loss {
  readonly tap: string;
  /** Null: nobody knows how many. */
  readonly packets: number | null;
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
    this.total += loss.packets ?? 0;
    this.#latest = [...this.#latest.filter(({ to }) => to > loss.from - LOOK_BACK), loss];
  }

  /** What is to be said of a verdict. @param time epoch ms at which it was given */
  warnings(time: number): string[] {
    const seen = this.#latest.filter(({ from, to }) => from <= time && to >= time - LOOK_BACK);
    return [...Map.groupBy(seen, ({ tap }) => tap)].flatMap(([tap, losses]) => [
      ...(losses.some(({ packets }) => packets === null) ? [`messages of tap ${tap} are missing in these two minutes`] : []),
      ...(losses.some(({ packets }) => packets !== null) ? [`tap ${tap} dropped ${losses.reduce((sum, { packets }) => sum + (packets ?? 0), 0)} packets in these two minutes`] : []),
    ]);
  }

  archive(state: StateArchive): void {
    this.total = state.number(this.total);
    this.#latest = state.json(this.#latest);
  }
}
