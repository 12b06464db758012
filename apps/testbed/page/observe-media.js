import { observeRequests } from './observe-requests.js';

/** Seconds ahead of the picture that are ready to be shown. */
function secondsAhead(media) {
  const { buffered, currentTime } = media;
  for (let i = 0; i < buffered.length; i++) {
    if (buffered.start(i) <= currentTime + 0.1 && buffered.end(i) >= currentTime) return buffered.end(i) - currentTime;
  }
  return 0;
}

/** Watches a media element: stalls but not the start nor the wait after a seek, rungs, errors, frames, requests. */
export function observeMedia(media) {
  const began = performance.now();
  const requests = observeRequests(began);
  let startupSeconds = null;
  let stalls = 0;
  let stallMilliseconds = 0;
  let stalledAt = null;
  let seeking = false;
  let rung = null;
  let rungs = [];
  let errors = [];
  let warnings = [];

  const resume = () => {
    if (stalledAt !== null) stallMilliseconds += performance.now() - stalledAt;
    stalledAt = null;
    seeking = false;
  };
  media.addEventListener('playing', () => {
    startupSeconds ??= (performance.now() - began) / 1000;
    resume();
  });
  media.addEventListener('waiting', () => {
    if (startupSeconds === null || seeking || media.seeking || media.paused || stalledAt !== null) return;
    stalls += 1;
    stalledAt = performance.now();
  });
  media.addEventListener('pause', resume);
  media.addEventListener('error', () => errors.push(`media: ${media.error?.message ?? media.error?.code}`));

  return {
    switched(to) {
      if (to === rung || to < 0) return;
      rung = to;
      rungs.push({ at: (performance.now() - began) / 1000, rung });
    },
    failed(text) {
      errors.push(String(text).slice(0, 200));
    },
    /** A player got over something by itself. */
    warned(text) {
      warnings.push(String(text).slice(0, 200));
    },
    seeked() {
      seeking = true;
    },
    take() {
      const quality = media.getVideoPlaybackQuality?.();
      const taken = {
        position: media.currentTime,
        buffered: secondsAhead(media),
        startupSeconds,
        stalls,
        stallSeconds: (stallMilliseconds + (stalledAt === null ? 0 : performance.now() - stalledAt)) / 1000,
        rung,
        rungs,
        dropped: quality?.droppedVideoFrames ?? 0,
        total: quality?.totalVideoFrames ?? 0,
        errors,
        warnings,
        requests: requests.take(),
      };
      rungs = [];
      errors = [];
      warnings = [];
      return taken;
    },
  };
}
