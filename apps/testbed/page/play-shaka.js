import { loadScript } from './load-script.js';

const bandwidthOf = (variant) => variant.video?.bandwidth ?? variant.bandwidth;

/** Plays with Shaka. `settings`: { config: Shaka's own, topRung, startPosition: seconds or null }. */
export async function start(media, address, settings, observed) {
  const { shaka } = globalThis;
  const player = new shaka.Player();
  await player.attach(media);
  player.configure(settings.config);
  player.addEventListener('manifestparsed', () => {
    const variants = player.getManifest().variants.map((variant) => variant.bandwidth).sort((a, b) => a - b);
    player.configure('restrictions.maxBandwidth', variants[Math.min(settings.topRung, variants.length - 1)]);
  });
  const rungs = () => player.getManifest().variants.map(bandwidthOf).sort((a, b) => a - b);
  const switched = () => {
    const active = player.getVariantTracks().find((track) => track.active);
    if (active) observed.switched(rungs().indexOf(active.videoBandwidth ?? active.bandwidth));
  };
  player.addEventListener('adaptation', switched);
  player.addEventListener('variantchanged', switched);
  player.addEventListener('error', ({ detail }) => {
    const text = `shaka: ${detail.code}`;
    if (detail.severity === shaka.util.Error.Severity.CRITICAL) observed.failed(text);
    else observed.warned(text);
  });
  try {
    await player.load(address, settings.startPosition ?? undefined);
    switched();
  } catch (error) {
    observed.failed(`shaka: load ${error.code ?? error.message}`);
  }
}

start.load = async () => {
  await loadScript('/npm/shaka-player/dist/shaka-player.compiled-es2021.js');
  globalThis.shaka.polyfill.installAll();
};
