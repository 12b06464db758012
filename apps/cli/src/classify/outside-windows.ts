import type { VerdictLine } from '@tunnelscope/detector/verdict-line';
import { complain } from '../complain.ts';
import type { Sink } from '../sinks/sink.ts';
import { bytesText, plural } from '../text/quantity.ts';

/** What of the captures lies in no window that was judged: behind the last complete one of its flow. */
export class OutsideWindows {
  #packets = 0;
  #bytes = 0;

  /** A window was judged, whether its line is wanted or not. */
  judged({ packets, bytesDown, bytesUp }: Pick<VerdictLine, 'packets' | 'bytesDown' | 'bytesUp'>): void {
    this.#packets -= packets;
    this.#bytes -= bytesDown + bytesUp;
  }

  /** A sink that counts what was read, and says at the end how much of it no sum holds. */
  tellingAtEnd<Line>(sink: Sink<Line>, windowSeconds: number): Sink<Line> {
    return {
      write: (line) => sink.write(line),
      endFile: (file, statistics) => {
        this.#packets += statistics.packets;
        this.#bytes += statistics.bytes;
        return sink.endFile(file, statistics);
      },
      end: async () => {
        await sink.end();
        if (this.#packets > 0) complain(`note: ${plural(this.#packets, 'packet')} (${bytesText(this.#bytes)}) lie behind the last complete window of ${windowSeconds} s of their flows, in no sum`);
      },
    };
  }
}
