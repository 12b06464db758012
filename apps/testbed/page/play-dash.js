import { loadScript } from './load-script.js';

/** Bandwidths of the video representations in a parsed manifest, ascending, bits a second. */
function bandwidths(manifest) {
  const sets = manifest.Period.flatMap((period) => period.AdaptationSet);
  const representations = sets.filter((set) => /video/.test(set.contentType ?? set.mimeType ?? set.Representation[0].mimeType)).flatMap((set) => set.Representation);
  return representations.map((representation) => representation.bandwidth).sort((a, b) => a - b);
}

/** Plays with dash.js. `settings`: { settings: dash.js's own, topRung, startPosition: seconds or null }. */
export function start(media, address, settings, observed) {
  const { dashjs } = globalThis;
  const player = dashjs.MediaPlayer().create();
  player.updateSettings(settings.settings);
  let rungs = [];
  player.on(dashjs.MediaPlayer.events.MANIFEST_LOADED, ({ data }) => {
    if (!data) return;
    rungs = bandwidths(data);
    const top = rungs[Math.min(settings.topRung, rungs.length - 1)];
    player.updateSettings({ streaming: { abr: { maxBitrate: { video: Math.ceil(top / 1000) } } } });
  });
  player.on(dashjs.MediaPlayer.events.QUALITY_CHANGE_RENDERED, ({ mediaType, newRepresentation }) => {
    if (mediaType === 'video' && newRepresentation) observed.switched(rungs.indexOf(newRepresentation.bandwidth));
  });
  player.on(dashjs.MediaPlayer.events.ERROR, ({ error }) => observed.failed(`dash.js: ${error?.message ?? error}`));
  player.initialize(media, address, true, settings.startPosition ?? undefined);
}

start.load = () => loadScript('/npm/dashjs/dist/modern/umd/dash.all.min.js');

/** dash.js must hear playback start: begun before it listens, it never asks for the manifest again. */
start.playsItself = true;
