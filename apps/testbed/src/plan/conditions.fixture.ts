import type { Condition } from './condition.ts';

/** A short recording of a light client in WireGuard. */
export const VOD: Condition = {
  id: 'vod',
  pair: null,
  seed: 7,
  durationSeconds: 20,
  activity: { kind: 'video', live: false, protocol: 'hls', segmentSeconds: 2, audio: 'separate', player: 'hls.js', bufferSeconds: null, title: 0, topRung: 2, startSeconds: 100, behindSeconds: 0, viewer: [] },
  background: { browseThinkSeconds: null, chatPerMinute: null, telemetrySeconds: null },
  origin: { paceMbit: null, paceBurstKilobytes: 0, firstByteMilliseconds: 10, signatureBytes: 1200, http: '2' },
  tunnel: { kind: 'wireguard', cipher: null, mtu: 1420, padding: null },
  link: { downMbit: 20, upMbit: 5, roundTripMilliseconds: 30, jitterMilliseconds: 1, lossPercent: 0, lossBurst: 1, queueMilliseconds: 100, rateSteps: [], congestion: 'cubic' },
};

const video = VOD.activity as Extract<Condition['activity'], { kind: 'video' }>;

/** Live and on demand, all else equal. */
export const PAIR: readonly [Condition, Condition] = [
  { ...VOD, id: 'p-live', pair: 'p', activity: { ...video, live: true } },
  { ...VOD, id: 'p-vod', pair: 'p' },
];

/** A plan as its file has it. */
export function planOf(conditions: readonly object[], final: readonly string[] = []): object {
  return { name: 'test', seed: 1, final, conditions };
}
