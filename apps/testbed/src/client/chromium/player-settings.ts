import type { VideoActivity } from '../../plan/condition.ts';

/** Seconds to the live edge that a low-latency player keeps: about what services with 2 s segments and 0.4 s parts ask for. */
const LOW_LATENCY_SECONDS = 3;

/** What the page's `start` for this player takes: settings as services set them, everything else the player's own defaults. */
export function playerSettings(activity: VideoActivity): object {
  switch (activity.player) {
    case 'hls.js':
      return hlsSettings(activity);
    case 'dash.js':
      return dashSettings(activity);
    default:
      return shakaSettings(activity);
  }
}

/** Where on-demand playback starts, seconds; null: the player finds the live edge. */
function startPosition({ live, startSeconds }: VideoActivity): number | null {
  return live ? null : startSeconds;
}

/** See hls.js's API.md. Behind the edge, the player may drift further before it jumps to its aim. */
function hlsSettings(activity: VideoActivity): object {
  const { bufferSeconds, behindSeconds, protocol, topRung } = activity;
  const position = startPosition(activity);
  return {
    config: {
      lowLatencyMode: protocol === 'll-hls',
      ...(bufferSeconds === null ? {} : { maxBufferLength: bufferSeconds, maxMaxBufferLength: bufferSeconds }),
      ...(position === null ? {} : { startPosition: position }),
      ...(behindSeconds > 0 ? { liveSyncDuration: behindSeconds, liveMaxLatencyDuration: behindSeconds + 60 } : {}),
    },
    topRung,
  };
}

function dashSettings(activity: VideoActivity): object {
  const { bufferSeconds, behindSeconds, protocol, topRung } = activity;
  const buffer = bufferSeconds === null ? {} : {
    bufferTimeDefault: bufferSeconds,
    bufferTimeAtTopQuality: bufferSeconds,
    bufferTimeAtTopQualityLongForm: bufferSeconds,
  };
  const low = protocol === 'll-dash';
  const delay = behindSeconds > 0 ? { liveDelay: behindSeconds } : low ? { liveDelay: LOW_LATENCY_SECONDS } : {};
  return {
    settings: { streaming: { buffer, delay, ...(low ? { liveCatchup: { enabled: true } } : {}) } },
    topRung,
    startPosition: startPosition(activity),
  };
}

function shakaSettings(activity: VideoActivity): object {
  const { bufferSeconds, behindSeconds, protocol, topRung } = activity;
  const low = protocol === 'll-hls' || protocol === 'll-dash';
  return {
    config: {
      manifest: {
        ...(behindSeconds > 0 ? { defaultPresentationDelay: behindSeconds } : {}),
        // Else Shaka 5.2 sets an offset below 0 anew before each part, and with it throws away all parts without a key frame.
        ...(protocol === 'll-hls' ? { hls: { sequenceMode: true } } : {}),
      },
      streaming: { lowLatencyMode: low, ...(bufferSeconds === null ? {} : { bufferingGoal: bufferSeconds }) },
    },
    topRung,
    startPosition: startPosition(activity),
  };
}
