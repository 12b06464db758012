import type { PacketColumns } from '@tunnelscope/core/kernels';
import { randomFor } from './seed.ts';

/** A tunnel's packets: full ones down and small ones up, in no regular order, so many a second (in the mean). */
export function seededPackets(count: number, perSecond: number): PacketColumns {
  const random = randomFor('packets');
  const time = new Float64Array(count);
  const size = new Uint16Array(count);
  const down = new Uint8Array(count);
  let now = 0;
  for (let i = 0; i < count; i++) {
    now += (2 * random.unit()) / perSecond;
    time[i] = now;
    down[i] = random.unit() < 0.7 ? 1 : 0;
    size[i] = down[i] ? 1000 + random.below(480) : 80 + random.below(60);
  }
  return { time, size, down };
}
