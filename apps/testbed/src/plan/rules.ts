import { tunnelFault } from '../tunnel/tunnel-fault.ts';
import type { Condition, VideoActivity } from './condition.ts';

/** What of a condition cannot be recorded as it stands. */
export interface RuleFault {
  readonly path: readonly PropertyKey[];
  readonly expected: string;
}

/** Titles last 600 s; what is fetched ahead and the preparation before the capture must lie within. */
const TITLE_SECONDS = 590;
const PREPARATION_SECONDS = 60;

const PROTOCOLS: Readonly<Record<VideoActivity['player'], readonly VideoActivity['protocol'][]>> = {
  'hls.js': ['hls', 'll-hls'],
  'dash.js': ['dash-number', 'dash-timeline', 'll-dash'],
  shaka: ['hls', 'll-hls', 'dash-number', 'dash-timeline', 'll-dash'],
  'light-hls.js': ['hls'],
  'light-vhs': ['hls'],
  'light-media3': ['hls'],
  'light-streamlink': ['hls'],
  'light-shaka': ['hls'],
};

/** What the parts of a condition ask of each other. @returns the first fault; null: it can be recorded */
export function ruleFault({ activity, tunnel, link, durationSeconds }: Condition): RuleFault | null {
  const openvpn = tunnel.kind === 'openvpn-udp' || tunnel.kind === 'openvpn-tcp';
  if (openvpn && tunnel.cipher === null) return { path: ['tunnel', 'cipher'], expected: 'a cipher for OpenVPN' };
  const refused = tunnelFault(tunnel);
  if (refused !== null) return { path: ['tunnel'], expected: `something else: ${refused}` };
  const step = link.rateSteps.findIndex(({ at }, i) => at >= durationSeconds || (i > 0 && at <= link.rateSteps[i - 1]!.at));
  if (step >= 0) return { path: ['link', 'rateSteps', step, 'at'], expected: 'times in order, before the end of the recording' };
  if (activity.kind === 'audio' && activity.live === false && activity.protocol === 'stream') {
    return { path: ['activity', 'protocol'], expected: '"hls": an endless answer is live' };
  }
  return activity.kind === 'video' ? videoFault(activity, durationSeconds) : null;
}

function videoFault(activity: VideoActivity, durationSeconds: number): RuleFault | null {
  const { live, player, protocol, behindSeconds, viewer, startSeconds } = activity;
  const at = (...path: PropertyKey[]) => ['activity', ...path];
  const played = PROTOCOLS[player];
  if (!played.includes(protocol)) return { path: at('protocol'), expected: `${played.map((name) => JSON.stringify(name)).join(', ')} for ${player}` };
  if (!live && behindSeconds > 0) return { path: at('behindSeconds'), expected: '0: only a live stream has an edge to be behind' };
  for (const [i, { at: time, ...action }] of viewer.entries()) {
    if (time >= durationSeconds) return { path: at('viewer', i, 'at'), expected: `less than durationSeconds, ${durationSeconds}` };
    if (live && action.does === 'seek' && behindSeconds === 0) {
      return { path: at('viewer', i, 'does'), expected: '"pause", or behindSeconds above 0: this live stream cannot be rewound' };
    }
  }
  const seeks = viewer.reduce((sum, action) => sum + (action.does === 'seek' ? Math.max(0, action.by) : 0), 0);
  const end = startSeconds + seeks + durationSeconds + PREPARATION_SECONDS;
  if (end > TITLE_SECONDS) return { path: at('startSeconds'), expected: `at most ${startSeconds - (end - TITLE_SECONDS)}, or the title ends within the recording` };
  return null;
}
