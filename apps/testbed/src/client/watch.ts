import type { VideoActivity } from '../plan/condition.ts';
import { videoPath } from './addresses.ts';
import { playInPage } from './chromium/play-in-page.ts';
import { playerSettings } from './chromium/player-settings.ts';
import type { Doing } from './doing.ts';
import { lightPlayer } from './light/light-player.ts';
import { PROFILES } from './light/profile.ts';
import type { ClientOrder } from './order.ts';
import { startViewer, type Controls } from './viewer.ts';

/** Watches a video in one of the players. */
export async function watch(order: ClientOrder, activity: VideoActivity): Promise<Doing> {
  const doing = await player(order, activity);
  const errors: string[] = [];
  let stop = () => {};
  return {
    async begin() {
      await doing.begin();
      stop = startViewer(activity.viewer, doing, ({ message }) => errors.push(`viewer: ${message}`));
    },
    async observe() {
      const observation = await doing.observe();
      return { ...observation, errors: [...observation.errors, ...errors.splice(0)] };
    },
    close() {
      stop();
      return doing.close();
    },
  };
}

function player({ base, folder, condition }: ClientOrder, activity: VideoActivity): Promise<Doing & Controls> {
  const path = videoPath(activity);
  switch (activity.player) {
    case 'hls.js':
    case 'dash.js':
    case 'shaka':
      return playInPage({ base, folder, player: activity.player, path, settings: playerSettings(activity) });
    default:
      return lightPlayer(base, condition.origin.http, {
        profile: PROFILES[activity.player],
        path,
        topRung: activity.topRung,
        bufferSeconds: activity.bufferSeconds,
        startSeconds: activity.startSeconds,
        behindSeconds: activity.behindSeconds,
      });
  }
}
