import { join } from 'node:path';
import { signedPlaceOf } from '../origin/signature.ts';
import { type Activity, type Condition, labelOf, type VideoActivity } from '../plan/condition.ts';
import { type Radio, radioOf } from '../plan/radio.ts';
import { writeWhole } from './atomic-file.ts';
import type { CellRecord } from './record.ts';

type Cell = string | number | null;

/** Every column of the manifest; empty: does not apply. */
const COLUMNS: Readonly<Record<string, (record: CellRecord) => Cell>> = {
  file: ({ condition: { id } }) => `captures/${id}.csv.gz`,
  label: ({ condition: { activity } }) => labelOf(activity),
  pair: ({ condition }) => condition.pair,
  player: ({ condition }) => playerOf(condition),
  delivery: ({ condition: { activity } }) => deliveryOf(activity),
  segment_s: ofMedia((video) => video.segmentSeconds, (radio) => radio.segmentSeconds),
  audio: ofVideo((video) => video.audio),
  tunnel: ({ condition: { tunnel } }) => tunnel.kind,
  cipher: ({ condition: { tunnel } }) => tunnel.cipher,
  mtu: ({ condition: { tunnel } }) => tunnel.mtu,
  padding: ({ condition: { tunnel } }) => tunnel.padding,
  down_mbit: ({ condition: { link } }) => link.downMbit,
  up_mbit: ({ condition: { link } }) => link.upMbit,
  rtt_ms: ({ condition: { link } }) => link.roundTripMilliseconds,
  jitter_ms: ({ condition: { link } }) => link.jitterMilliseconds,
  loss_pct: ({ condition: { link } }) => link.lossPercent,
  loss_burst: ({ condition: { link } }) => link.lossBurst,
  queue_ms: ({ condition: { link } }) => link.queueMilliseconds,
  rate_steps: ({ condition: { link } }) => link.rateSteps.map(({ at, downMbit }) => `${at}:${downMbit}`).join(' '),
  congestion: ({ condition: { link } }) => link.congestion,
  origin_pace_mbit: ({ condition: { origin } }) => origin.paceMbit,
  pace_burst_kb: ({ condition: { origin } }) => origin.paceBurstKilobytes,
  first_byte_ms: ({ condition: { origin } }) => origin.firstByteMilliseconds,
  signature_b: ({ condition: { origin } }) => origin.signatureBytes,
  signed: ({ condition }) => signedPlaceOf(condition),
  http: ({ condition: { origin } }) => origin.http,
  background: ({ condition }) => backgroundOf(condition),
  viewer: ofVideo((video) => video.viewer.map((action) => `${action.does}@${action.at}:${action.does === 'seek' ? action.by : action.for}`).join(' ')),
  title: ofMedia((video) => video.title, (radio) => radio.title),
  top_rung: ofVideo((video) => video.topRung),
  start_s: ofVideo((video) => video.startSeconds),
  buffer_s: ofVideo((video) => video.bufferSeconds),
  behind_s: ofVideo((video) => video.behindSeconds),
  settings: ({ condition: { activity } }) => settingsOf(activity),
  seed: ({ condition }) => condition.seed,
  session: ({ condition }) => condition.pair ?? condition.id,
  collector: () => 'testbed',
  provider: ({ condition }) => [playerOf(condition), deliveryOf(condition.activity)].filter(Boolean).join('+'),
  set: ({ set }) => set,
  resolution: () => 'packet',
  duration_s: ({ capture }) => Math.round(capture.seconds),
  packets: ({ capture }) => capture.packets,
};

/** The rows of a manifest in order of id, as RFC 4180 has them but with line feeds. */
export function manifestText(records: readonly CellRecord[]): string {
  const rows = records.toSorted((a, b) => (a.condition.id < b.condition.id ? -1 : 1)).map((record) => Object.values(COLUMNS).map((value) => field(value(record))));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(',')}\n`).join('');
}

export function writeManifest(folder: string, records: readonly CellRecord[]): void {
  writeWhole(join(folder, 'manifest.csv'), manifestText(records));
}

export function playerOf({ activity, seed }: Condition): string {
  if (activity.kind === 'video') return activity.player;
  if (activity.kind === 'audio') return radioOf(activity, seed).player;
  return activity.kind === 'call' ? 'chromium' : '';
}

export function deliveryOf(activity: Activity): string {
  if (activity.kind === 'video') return activity.protocol;
  if (activity.kind === 'audio') return `audio-${activity.protocol}`;
  return activity.kind === 'call' ? `webrtc-${activity.direction}` : activity.kind;
}

function ofVideo(value: (video: VideoActivity) => Cell): (record: CellRecord) => Cell {
  return ofMedia(value, () => null);
}

function ofMedia(value: (video: VideoActivity) => Cell, heard: (radio: Radio) => Cell): (record: CellRecord) => Cell {
  return ({ condition: { activity, seed } }) => (activity.kind === 'video' ? value(activity) : activity.kind === 'audio' ? heard(radioOf(activity, seed)) : null);
}

function backgroundOf({ background }: Condition): string {
  const { browseThinkSeconds, chatPerMinute, telemetrySeconds } = background;
  const parts = [browseThinkSeconds && `browse:${browseThinkSeconds}s`, chatPerMinute && `chat:${chatPerMinute}/min`, telemetrySeconds && `telemetry:${telemetrySeconds}s`];
  return parts.filter(Boolean).join(' ');
}

/** What an activity that is no video has been told besides. */
function settingsOf(activity: Activity): string {
  switch (activity.kind) {
    case 'call':
      return `${activity.maxKbit}kbit`;
    case 'audio':
      return `${activity.live ? 'live' : 'vod'} ${activity.kbit}kbit`;
    case 'browse':
      return `think:${activity.thinkSeconds}s`;
    case 'download':
      return `${activity.megabytes}MB pause:${activity.pauseSeconds}s`;
    default:
      return '';
  }
}

function field(value: Cell): string {
  const text = value === null ? '' : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
