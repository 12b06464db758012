import type { Kernels } from '@tunnelscope/core/kernels';
import type { WindowSample } from '../flow-record.ts';
import { PacketBuffer } from '../packet-buffer.ts';
import { cutPackets, samplePackets } from '../sample-packets.ts';
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
    const packets = cutPackets(this.#buffer, { flowStart: from, from: 0, seconds: (to - from) / 1000 });
    return samplePackets(packets, client, { kernels, seed: false });
  }

  archive(state: StateArchive): void {
    this.#buffer.archive(state);
  }

  forget(time: number): void {
    this.#buffer.sort();
    this.#buffer.drop(this.#buffer.before(time));
  }
}
