import type { Kernels } from '@tunnelscope/core/kernels';
import type { WindowSample } from '../flow-record.ts';
import { PacketBuffer } from '../packet-buffer.ts';
import { sampleWindow } from '../sample-packets.ts';
import type { StateArchive } from './state/state-archive.ts';
import type { WindowStore } from './window-store.ts';

/** The packets of the last minute or so. */
export class PacketStore implements WindowStore {
  readonly #buffer = new PacketBuffer();

  get footprint(): number {
    return this.#buffer.footprint;
  }

  add(time: number, size: number, fromA: number): void {
    this.#buffer.push(time, size, fromA);
  }

  sample(from: number, to: number, client: 'a' | 'b', kernels: Kernels): WindowSample {
    this.#buffer.sort();
    return sampleWindow(this.#buffer, { flowStart: from, from: 0, seconds: (to - from) / 1000 }, [client], { kernels, seed: false })[0]!;
  }

  archive(state: StateArchive): void {
    this.#buffer.archive(state);
  }

  forget(time: number): void {
    this.#buffer.sort();
    this.#buffer.drop(this.#buffer.before(time));
  }
}
