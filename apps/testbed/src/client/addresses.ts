import type { AudioActivity, VideoActivity } from '../plan/condition.ts';

/** Path of a video's playlist or manifest at the origin. It does not say whether it is live: every request would tell it by its length. */
export function videoPath({ protocol, title, audio, segmentSeconds }: VideoActivity): string {
  const place = `${title}/${audio}/${segmentSeconds}`;
  switch (protocol) {
    case 'hls':
    case 'll-hls':
      return `/${protocol}/${place}/master.m3u8`;
    case 'll-dash':
      return `/ll-dash/${place}/manifest.mpd`;
    default:
      return `/dash/${protocol.slice('dash-'.length)}/${place}/manifest.mpd`;
  }
}

/** Path of a radio's playlist or endless answer. */
export function audioPath({ protocol, kbit }: AudioActivity): string {
  return `/radio/${kbit}/${protocol === 'hls' ? 'master.m3u8' : 'stream'}`;
}
