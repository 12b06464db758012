import type { CaptureReport } from '../capture/start-capture.ts';
import type { ClientReport } from '../client/report.ts';
import type { LinkReport } from '../link/link-report.ts';
import type { CaptureTotals } from '../output/network-stats.ts';
import type { Condition, VideoActivity } from '../plan/condition.ts';

export interface Evidence {
  readonly link: LinkReport;
  readonly capture: Pick<CaptureReport, 'packets' | 'dropped'>;
  readonly totals: CaptureTotals;
  readonly client: ClientReport;
}

/**
 * What the relay may be late by, ms: of a hundred packets one, of a thousand one. The jitter of real links is greater, and
 * times in network-stats are whole milliseconds.
 */
const LATENESS_MILLISECONDS = { p99: 3, p999: 40 } as const;
/** Share of the frames that a player may drop. */
const DROPPED_SHARE = 0.1;
/** Playback may wait so long, as a share of the recording, and no longer than it plus so many seconds. */
const STALLED_SHARE = 0.04;
const STALLED_SECONDS = 3;
const STARTUP_SECONDS = 15;
/** The lowest rung with audio and what the tunnel adds, Mbit/s, with room for its peaks. */
const LOWEST_RUNG_MBIT = 0.8;
const FEWEST_PACKETS_PER_SECOND = 3;

/** Why a run is not kept, in words; empty: it is. */
export function faultsOf(condition: Condition, { link, capture, totals, client }: Evidence): string[] {
  const { activity, durationSeconds } = condition;
  const faults: string[] = [];
  const missed = link.up.missed + link.down.missed;
  for (const [share, allowed] of Object.entries(LATENESS_MILLISECONDS)) {
    const late = link.latenessMilliseconds[share as keyof typeof LATENESS_MILLISECONDS];
    if (late > allowed) faults.push(`the path emulator was late: ${share} ${late} ms, allowed ${allowed}`);
  }
  if (missed > 0) faults.push(`the path emulator lost ${missed} frames`);
  if (capture.dropped > 0) faults.push(`tcpdump dropped ${capture.dropped} packets`);
  if (totals.packets !== capture.packets) faults.push(`tcpdump wrote ${capture.packets} packets, of which ${totals.packets} could be read`);
  if (client.failure !== null) faults.push(`the client failed: ${client.failure}`);
  if (client.errors.length > 0) faults.push(`the client reported ${client.errors.length} errors, first: ${client.errors[0]}`);
  const enough = activity.kind === 'idle' ? 2 : FEWEST_PACKETS_PER_SECOND * durationSeconds;
  if (totals.packets < enough) faults.push(`only ${totals.packets} packets, expected ${enough}`);
  const steady = activity.kind === 'video' || activity.kind === 'call' || (activity.kind === 'audio' && activity.live);
  if (steady && totals.seconds < 0.8 * durationSeconds) faults.push(`packets for ${totals.seconds.toFixed(0)} s of ${durationSeconds}`);
  if (client.total > 0 && client.dropped > DROPPED_SHARE * client.total) faults.push(`${client.dropped} of ${client.total} frames dropped`);
  if (activity.kind === 'video' || activity.kind === 'call' || activity.kind === 'audio') faults.push(...playbackFaults(condition, client));
  if (activity.kind === 'video' && activity.live) faults.push(...liveFaults(activity, client));
  return faults;
}

/** Of whatever is seen or heard: the frozen pictures of a call count as waiting. */
function playbackFaults({ durationSeconds, link }: Condition, { startupSeconds, stallSeconds }: ClientReport): string[] {
  const faults: string[] = [];
  const narrowest = Math.min(link.downMbit, ...link.rateSteps.map(({ downMbit }) => downMbit));
  const starved = narrowest < LOWEST_RUNG_MBIT;
  if (startupSeconds === null) return ['nothing was ever played'];
  if (startupSeconds > STARTUP_SECONDS && !starved) faults.push(`playback began after ${startupSeconds.toFixed(1)} s`);
  const stallable = STALLED_SECONDS + STALLED_SHARE * durationSeconds;
  if (stallSeconds > stallable && !starved) faults.push(`playback waited for ${stallSeconds.toFixed(1)} s, allowed ${stallable.toFixed(1)}`);
  return faults;
}

function liveFaults(activity: VideoActivity, { samples }: ClientReport): string[] {
  const ahead = Math.max(0, ...samples.map(({ buffered }) => buffered));
  const mostAhead = mostAheadOf(activity);
  return ahead > mostAhead ? [`a live player had ${ahead.toFixed(1)} s ahead, which exist for ${mostAhead} s at most`] : [];
}

/** Seconds of media that can exist beyond the picture of a live stream: players join three segments behind the edge, and stalls add to it. */
function mostAheadOf({ behindSeconds, segmentSeconds, viewer }: VideoActivity): number {
  const pauses = viewer.reduce((sum, action) => sum + (action.does === 'pause' ? action.for : Math.max(0, -action.by)), 0);
  return behindSeconds + 5 * segmentSeconds + 10 + pauses;
}
