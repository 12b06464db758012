import { z } from 'zod';

/** One request that has ended. */
const request = z.strictObject({
  /** Seconds since the recording began. */
  at: z.number(),
  /** Path without its query. */
  path: z.string(),
  /** Bytes of the answer's body, as sent. */
  bytes: z.number(),
  /** From the request to the first byte of the answer. */
  firstByteMilliseconds: z.number(),
  /** From the request to the answer's end. */
  milliseconds: z.number(),
});

/** What happened since the last observation, and how things stand. A player that has no picture reports 0 frames and no rung. */
const observation = z.strictObject({
  /** Position in the media, seconds. */
  position: z.number(),
  /** Seconds that are ready ahead of the position. */
  buffered: z.number(),
  /** From the beginning to the first picture, seconds; null: none yet. */
  startupSeconds: z.number().nullable(),
  /** Times that playback waited for media, without the start and the waits after a seek; all since the beginning. */
  stalls: z.number(),
  stallSeconds: z.number(),
  /** Of the ladder, 0 the lowest. */
  rung: z.number().nullable(),
  /** Changes of rung since the last observation. */
  rungs: z.array(z.strictObject({ at: z.number(), rung: z.number() })),
  /** Frames that were not shown, and all of them, since the beginning. */
  dropped: z.number(),
  total: z.number(),
  /** Since the last observation: what a player gave up at, and what it got over by itself. */
  errors: z.array(z.string()),
  warnings: z.array(z.string()),
  requests: z.array(request),
  /** Of a call alone, since the beginning. */
  call: z
    .strictObject({ bytesSent: z.number(), bytesReceived: z.number(), packetsLost: z.number(), framesEncoded: z.number(), limitedBy: z.string() })
    .optional(),
});

/** A line of the client's standard output, JSON. */
export const clientLine = z.union([
  z.strictObject({ ready: z.literal(true) }),
  /** `at`: seconds since the beginning. */
  z.strictObject({ at: z.number(), observation }),
  z.strictObject({ ended: z.literal(true) }),
  z.strictObject({ failed: z.string() }),
]);

export type RequestRecord = z.infer<typeof request>;
export type Observation = z.infer<typeof observation>;
export type ClientLine = z.infer<typeof clientLine>;

/** How things stood at a moment of the recording. */
export interface Sample extends Omit<Observation, 'rungs' | 'errors' | 'warnings' | 'requests' | 'startupSeconds'> {
  /** Seconds since the beginning. */
  readonly at: number;
  /** Requests that had ended, and the bytes of their answers, since the beginning. */
  readonly requests: number;
  readonly bytes: number;
}

/** What the client saw of one recording. */
export interface ClientReport {
  readonly startupSeconds: number | null;
  readonly stalls: number;
  readonly stallSeconds: number;
  readonly dropped: number;
  readonly total: number;
  readonly rungs: readonly { readonly at: number; readonly rung: number }[];
  /** What a player gave up at, and what it got over by itself. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly requests: number;
  readonly bytes: number;
  /** One each two seconds. */
  readonly samples: readonly Sample[];
  readonly requestLog: readonly RequestRecord[];
  /** Why the client did not reach the end of the recording; null: it did. */
  readonly failure: string | null;
}
