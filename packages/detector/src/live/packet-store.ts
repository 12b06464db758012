import type { Kernels } from '@tunnelscope/core/kernels';
import type { WindowSample } from '../flow-record.ts';
import { PacketBuffer } from '../packet-buffer.ts';
import { sampleWindow } from '../sample-packets.ts';
import type { WindowStore } from './window-store.ts';

/** The packets of the last minute or so. It is a buffer rather than has one: of thousands of flows, each object on the way to a packet is one more wait for memory. */
export class PacketStore extends PacketBuffer implements WindowStore {
  sample(from: number, to: number, client: 'a' | 'b', kernels: Kernels): WindowSample {
    this.sort();
    return sampleWindow(this, { flowStart: from, from: 0, seconds: (to - from) / 1000 }, [client], { kernels, seed: false })[0]!;
  }

  forget(time: number): void {
    this.sort();
    this.drop(this.before(time));
  }
}
