import { observeMedia } from './observe-media.js';

const STARTERS = { 'hls.js': './play-hls.js', 'dash.js': './play-dash.js', shaka: './play-shaka.js', native: './play-native.js' };

let start;
let observed;

/** What the client's process calls. All of it is loaded before the recording begins; nothing is asked for before `start`. */
globalThis.testbed = {
  /** Loads a player's code. */
  async prepare(player) {
    ({ start } = await import(STARTERS[player]));
    await start.load();
  },

  /** Plays `address` with the settings of this player, see player-settings.ts. */
  async start(address, settings) {
    const media = document.getElementById('video');
    observed = observeMedia(media);
    await start(media, address, settings, observed);
    if (!start.playsItself) media.play().catch((error) => observed.failed(`play: ${error.message}`));
  },

  /** What happened since the last call. */
  sample: () => observed.take(),

  seek(by) {
    const media = document.getElementById('video');
    const { seekable } = media;
    const last = seekable.length > 0 ? seekable.end(seekable.length - 1) : media.currentTime;
    const first = seekable.length > 0 ? seekable.start(0) : media.currentTime;
    observed.seeked();
    media.currentTime = Math.max(first, Math.min(last, media.currentTime + by));
  },

  pause() {
    document.getElementById('video').pause();
  },

  play() {
    document.getElementById('video').play().catch((error) => observed.failed(`play: ${error.message}`));
  },
};
