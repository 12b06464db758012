import type { AudioActivity, VideoActivity } from '../plan/condition.ts';

/** Path of a video's playlist or manifest at the origin. */
export function videoPath({ protocol, live, title, audio, segmentSeconds }: VideoActivity): string {
  const place = `${title}/${audio}/${segmentSeconds}/${live ? 'live' : 'vod'}`;
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
export function audioPath({ protocol, live, kbit }: AudioActivity): string {
  return `/radio/${kbit}/${live ? 'live' : 'vod'}/${protocol === 'hls' ? 'master.m3u8' : 'stream'}`;
}
