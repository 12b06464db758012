import { setTimeout as sleep } from 'node:timers/promises';
import { exponential } from '../media/draws.ts';
import { Random } from '../plan/random.ts';
import type { OriginCondition } from '../plan/condition.ts';
import type { Pace } from './answer.ts';

/** Part of the time to the first byte that every answer takes; the rest is drawn, with a long tail. */
const FIXED = 0.4;
const BITS_PER_MBIT_MILLISECOND = 1000;

/** How this origin answers for media and pages. */
export function paceOf({ paceMbit, paceBurstKilobytes, firstByteMilliseconds }: OriginCondition, seed: number): Pace {
  const random = new Random(seed, 'first byte');
  return {
    firstByte: async () => {
      const wait = firstByteMilliseconds * FIXED + exponential(random, firstByteMilliseconds * (1 - FIXED));
      if (wait >= 1) await sleep(wait);
    },
    rate: paceMbit === null ? null : (paceMbit * BITS_PER_MBIT_MILLISECOND) / 8,
    burst: paceMbit === null ? 0 : paceBurstKilobytes * 1024,
  };
}

/** At once and as fast as the link: what belongs to the testbed, not to the traffic. */
export const AT_ONCE: Pace = { firstByte: async () => {}, rate: null, burst: 0 };
