import type { AudioActivity } from '../plan/condition.ts';
import { audioPath } from './addresses.ts';
import { playInPage } from './chromium/play-in-page.ts';
import type { Doing } from './doing.ts';
import { lightPlayer } from './light/light-player.ts';
import { PROFILES } from './light/profile.ts';
import type { ClientOrder } from './order.ts';

/** Where a recording on demand begins, seconds. */
const START_SECONDS = 60;

/**
 * Listens to the radio: a browser plays an endless answer, half of the listeners of HLS use a browser and half a light player
 * of hls.js's kind.
 */
export function listen({ base, folder, condition }: ClientOrder, activity: AudioActivity): Promise<Doing> {
  const path = audioPath(activity);
  if (activity.protocol === 'stream') return playInPage({ base, folder, player: 'native', path, settings: {} });
  const startSeconds = activity.live ? 0 : START_SECONDS;
  if (condition.seed % 2 === 0) {
    const config = activity.live ? {} : { startPosition: startSeconds };
    return playInPage({ base, folder, player: 'hls.js', path, settings: { config, topRung: 0 } });
  }
  return lightPlayer(base, condition.origin.http, { profile: PROFILES['light-hls.js'], path, topRung: 0, bufferSeconds: null, startSeconds, behindSeconds: 0 });
}
