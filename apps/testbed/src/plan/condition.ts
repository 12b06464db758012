import { z } from 'zod';

/** Someone watches a video: live or on demand, over HTTP. */
const video = z.strictObject({
  kind: z.literal('video'),
  live: z.boolean(),
  /** `number` and `timeline` are the two ways a DASH manifest addresses segments; only the second must be asked for again. */
  protocol: z.enum(['hls', 'll-hls', 'dash-number', 'dash-timeline', 'll-dash']),
  segmentSeconds: z.union([z.literal(2), z.literal(4), z.literal(6), z.literal(10)]),
  audio: z.enum(['muxed', 'separate']),
  /** Chromium's players, and the buffer logic of others in a light client that does not decode. */
  player: z.enum(['hls.js', 'dash.js', 'shaka', 'light-hls.js', 'light-vhs', 'light-media3', 'light-streamlink', 'light-shaka']),
  /** Most seconds of video that the player keeps ahead of the picture; null: the player's own default. */
  bufferSeconds: z.number().min(2).max(120).nullable(),
  /** Which of the encoded titles. */
  title: z.int().min(0).max(2),
  /** Highest rung of the ladder that the player may take. */
  topRung: z.int().min(0).max(4),
  /** Where in the title the recording begins, seconds: the live edge, or the place where on-demand playback starts. */
  startSeconds: z.number().min(60).max(240),
  /** Seconds behind the live edge at which the viewer joins a stream that can be rewound; 0: at the edge as the player likes it. */
  behindSeconds: z.number().min(0).max(55),
  /** What the viewer does, seconds after the start. `by` seconds forward, negative: back. */
  viewer: z.array(
    z.discriminatedUnion('does', [
      z.strictObject({ does: z.literal('seek'), at: z.number().positive(), by: z.number() }),
      z.strictObject({ does: z.literal('pause'), at: z.number().positive(), for: z.number().positive() }),
    ]),
  ),
});

/** Two people talk by WebRTC, or one only listens and watches. */
const call = z.strictObject({ kind: z.literal('call'), direction: z.enum(['both', 'receive']), maxKbit: z.number().min(100).max(4000) });

/** Radio: a live HLS stream without pictures, one endless answer, or a recording fetched ahead. */
const audio = z.strictObject({ kind: z.literal('audio'), live: z.boolean(), protocol: z.enum(['hls', 'stream']), kbit: z.union([z.literal(64), z.literal(128), z.literal(256)]) });

/** Pages with pictures, a mean time of reading between them. */
const browse = z.strictObject({ kind: z.literal('browse'), thinkSeconds: z.number().min(1).max(60) });

/** One file after the other, as fast as the link allows. */
const download = z.strictObject({ kind: z.literal('download'), megabytes: z.number().min(1).max(200), pauseSeconds: z.number().min(0).max(60) });

/** Nothing but the tunnel itself and what runs beside it. */
const idle = z.strictObject({ kind: z.literal('idle') });

/** What goes on in the same tunnel at the same time; null: nothing of the sort. */
const background = z.strictObject({
  browseThinkSeconds: z.number().min(1).max(60).nullable(),
  /** Messages a minute over a WebSocket, both ways. */
  chatPerMinute: z.number().min(1).max(120).nullable(),
  /** A report of the player to its maker, one to two kB each so many seconds. */
  telemetrySeconds: z.number().min(1).max(120).nullable(),
});

/** How the server answers. */
const origin = z.strictObject({
  /** Rate that one answer is held to after its first `paceBurstKilobytes`, Mbit/s; null: as fast as the link. */
  paceMbit: z.number().min(1).max(100).nullable(),
  paceBurstKilobytes: z.number().min(0).max(4096),
  /** Mean time from request to the first byte beyond the link's round trip, ms. */
  firstByteMilliseconds: z.number().min(0).max(500),
  /** Length of the signature in each media address, bytes: real services sign their addresses with 1 to 2 kB. */
  signatureBytes: z.number().min(0).max(2000),
  http: z.enum(['1.1', '2']),
});

const tunnel = z.strictObject({
  kind: z.enum(['none', 'openvpn-udp', 'openvpn-tcp', 'wireguard', 'ipsec']),
  /** OpenVPN's data cipher; null where the tunnel has but one. */
  cipher: z.enum(['AES-256-GCM', 'CHACHA20-POLY1305']).nullable(),
  /** Longest packet inside the tunnel, bytes. */
  mtu: z.number().min(1200).max(1500),
  /** Packets are filled up to a multiple of so many bytes, where the tunnel offers it; null: as it does by itself. */
  padding: z.number().min(16).max(1500).nullable(),
  /** OpenVPN over TCP: packets leave at once (`TCP_NODELAY`), as providers often set it; otherwise as OpenVPN does by itself, and small ones wait for an acknowledgement. */
  noDelay: z.boolean().optional(),
});

const link = z.strictObject({
  downMbit: z.number().min(1).max(1000),
  upMbit: z.number().min(0.2).max(1000),
  roundTripMilliseconds: z.number().min(0).max(800),
  /** Standard deviation of the delay in each direction, on top of half the round trip; it wanders over a tenth of a second and more. */
  jitterMilliseconds: z.number().min(0).max(100),
  /** In each direction, besides what the full queue drops. */
  lossPercent: z.number().min(0).max(10),
  /** Mean number of packets lost together. */
  lossBurst: z.number().min(1).max(50),
  /** Longest wait in the bottleneck's queue before packets are dropped, ms. */
  queueMilliseconds: z.number().min(5).max(2000),
  /** Steps of the downlink's rate: from so many seconds after `RunningLink.begin` on, so many Mbit/s. */
  rateSteps: z.array(z.strictObject({ at: z.number().min(0), downMbit: z.number().min(0.5).max(1000) })),
  /** Congestion control of the sender of media. */
  congestion: z.enum(['cubic', 'bbr']),
});

/** Everything that decides one recording. */
export const condition = z.strictObject({
  /** Name of the capture: letters, digits, dots, hyphens and underscores. */
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
  /** The same for two conditions that differ in liveness alone; null: no partner. */
  pair: z.string().min(1).max(100).nullable(),
  seed: z.int().min(0).max(0xffff_ffff),
  durationSeconds: z.number().min(10).max(600),
  activity: z.discriminatedUnion('kind', [video, call, audio, browse, download, idle]),
  background,
  origin,
  tunnel,
  link,
});

export type Condition = z.infer<typeof condition>;
export type Activity = Condition['activity'];
export type VideoActivity = z.infer<typeof video>;
export type AudioActivity = z.infer<typeof audio>;
export type CallActivity = z.infer<typeof call>;
export type OriginCondition = z.infer<typeof origin>;
export type TunnelCondition = z.infer<typeof tunnel>;
export type LinkCondition = z.infer<typeof link>;

export type Label = 'live' | 'vod' | 'call' | 'audio' | 'browse' | 'idle';

/** What the manifest calls the traffic. Downloads count as browsing: neither is media. */
export function labelOf(activity: Activity): Label {
  if (activity.kind === 'video') return activity.live ? 'live' : 'vod';
  return activity.kind === 'download' ? 'browse' : activity.kind;
}
