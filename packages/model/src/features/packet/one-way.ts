import type { PacketWindow } from '../window.ts';
import { OWN_COLUMNS, type WorkSpace } from '../work-space.ts';

/** Packets of one direction as columns of equal length, ascending in time. */
export interface OneWay {
  /** Seconds from the window's start. */
  readonly time: Float64Array;
  /** Bytes, IP total length. */
  readonly size: Uint16Array;
}

/** The window's packets towards the client (`down` = 1) or from it (0). */
export function oneWay(window: PacketWindow, down: 0 | 1, space: WorkSpace = OWN_COLUMNS): OneWay {
  const count = countOneWay(window.down, down);
  const time = space.f64(count);
  const size = space.u16(count);
  for (let i = 0, k = 0; i < window.down.length; i++) {
    if (window.down[i] !== down) continue;
    time[k] = window.time[i]!;
    size[k++] = window.size[i]!;
  }
  return { time, size };
}

/** Packets larger than `size` bytes. */
export function largerThan(packets: OneWay, size: number, space: WorkSpace = OWN_COLUMNS): OneWay {
  const time = space.f64(packets.time.length);
  const kept = space.u16(packets.time.length);
  let k = 0;
  for (let i = 0; i < packets.size.length; i++) {
    const s = packets.size[i]!;
    if (s <= size) continue;
    time[k] = packets.time[i]!;
    kept[k++] = s;
  }
  return { time: time.subarray(0, k), size: kept.subarray(0, k) };
}

function countOneWay(down: Uint8Array, direction: 0 | 1): number {
  let count = 0;
  for (let i = 0; i < down.length; i++) if (down[i] === direction) count++;
  return count;
}
