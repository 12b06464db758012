import { readCapture } from '../../packages/capture/src/read.ts';
import { openCapture } from '../../packages/capture/src/file.ts';
import { loadKernels } from '../../packages/core/src/load.ts';
import { type EventLine, eventLine } from '../../packages/detector/src/live/event-line.ts';
import { stateOf } from '../../packages/detector/src/live/event-state.ts';
import type { LiveEvent } from '../../packages/detector/src/live/event.ts';
import { LiveDetector, type LiveOptions } from '../../packages/detector/src/live/live-detector.ts';
import { loadDefaultModel } from '../../packages/model/src/default.ts';

const plain = (address: string) => address;

/** What one process says of captures. */
export class OneProcess {
  readonly #options: LiveOptions;

  private constructor(options: LiveOptions) {
    this.#options = options;
  }

  static async load(): Promise<OneProcess> {
    const [kernels, model] = await Promise.all([loadKernels('wasm'), loadDefaultModel()]);
    return new OneProcess({ kernels, model });
  }

  /** @returns its events, as JSON keeps them, and its packets; of a capture with a fault, of what can be read */
  async events(path: string): Promise<{ readonly lines: EventLine[]; readonly packets: number }> {
    const detector = new LiveDetector(this.#options);
    const lines: EventLine[] = [];
    const told = (events: readonly LiveEvent[]) => {
      for (const [place, event] of events.entries()) {
        const state = stateOf(events, place, detector.flows);
        lines.push(eventLine(event, state, state.since, plain));
      }
    };
    try {
      for await (const batch of readCapture(openCapture(path), this.#options.kernels)) for (const piece of detector.feeding(batch)) told(piece);
    } catch (error) {
      if ((error as Error).name !== 'CaptureError') throw error;
    }
    told(detector.end());
    return { lines: JSON.parse(JSON.stringify(lines)) as EventLine[], packets: detector.counts.packets };
  }
}
