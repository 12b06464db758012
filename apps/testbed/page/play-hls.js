import { loadScript } from './load-script.js';

/** Plays with hls.js. `settings`: { config: hls.js's own, topRung }. */
export function start(media, address, settings, observed) {
  const { Hls } = globalThis;
  const player = new Hls({ ...settings.config, enableWorker: false });
  player.autoLevelCapping = settings.topRung;
  player.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => observed.switched(level));
  player.on(Hls.Events.ERROR, (_, { details, fatal }) => (fatal ? observed.failed(`hls.js: ${details}`) : observed.warned(`hls.js: ${details}`)));
  player.loadSource(address);
  player.attachMedia(media);
}

start.load = () => loadScript('/npm/hls.js/dist/hls.min.js');
