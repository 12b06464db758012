import { loadScript } from './load-script.js';

/** Plays with hls.js. `settings`: { config: hls.js's own, topRung }. */
export function start(media, address, settings, observed) {
  const { Hls } = globalThis;
  const player = new Hls({ ...settings.config, enableWorker: false });
  player.autoLevelCapping = settings.topRung;
  player.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => observed.switched(level));
  // A stall that hls.js reports is counted by the media element already.
  player.on(Hls.Events.ERROR, (_, { details, fatal }) => {
    if (fatal || details !== Hls.ErrorDetails.BUFFER_STALLED_ERROR) observed.failed(`hls.js: ${details}${fatal ? ' (fatal)' : ''}`);
  });
  player.loadSource(address);
  player.attachMedia(media);
}

start.load = () => loadScript('/npm/hls.js/dist/hls.min.js');
