import type { AudioActivity } from '../plan/condition.ts';
import { radioOf } from '../plan/radio.ts';
import { audioPath } from './addresses.ts';
import { playInPage } from './chromium/play-in-page.ts';
import type { Doing } from './doing.ts';
import { lightPlayer } from './light/light-player.ts';
import { PROFILES } from './light/profile.ts';
import type { ClientOrder } from './order.ts';

/** Where a recording on demand begins, seconds. */
const START_SECONDS = 60;

/** Listens to the radio in the player that the seed decides on. */
export function listen({ base, folder, condition }: ClientOrder, activity: AudioActivity): Promise<Doing> {
  const path = audioPath(activity);
  const { player } = radioOf(activity, condition.seed);
  if (player === 'chromium') return playInPage({ base, folder, player: 'native', path, settings: {} });
  const startSeconds = activity.live ? 0 : START_SECONDS;
  if (player === 'hls.js') {
    const config = activity.live ? {} : { startPosition: startSeconds };
    return playInPage({ base, folder, player, path, settings: { config, topRung: 0 } });
  }
  return lightPlayer(base, condition.origin.http, { profile: PROFILES[player], path, topRung: 0, bufferSeconds: null, startSeconds, behindSeconds: 0 });
}
