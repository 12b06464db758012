import type { Condition } from '../../plan/condition.ts';
import type { Doing } from '../doing.ts';
import type { Controls } from '../viewer.ts';
import { Connection } from './connection.ts';
import { HlsPlayer, type HlsPlayback } from './hls-player.ts';

/** A light player; its connection is open before it begins, as a page's is. @throws the connection's error */
export async function lightPlayer(
  base: string,
  http: Condition['origin']['http'],
  playback: Omit<HlsPlayback, 'connection' | 'clock'>,
): Promise<Doing & Controls> {
  const connection = new Connection(base, http);
  await connection.ask('/time');
  const light = new HlsPlayer({ ...playback, connection });
  return {
    async begin() {
      connection.begin();
      void light.play();
    },
    observe: async () => light.observe(),
    async close() {
      light.stop();
      connection.close();
    },
    seek: (by) => light.seek(by),
    pause: () => light.pause(),
    resume: () => light.resume(),
  };
}
