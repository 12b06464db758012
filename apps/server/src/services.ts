import type { Flow } from '@tunnelscope/capture/batch';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { DecodedModel } from '@tunnelscope/model/model-file';
import type { Logger } from 'pino';
import type { Tokens } from './auth/tokens.ts';
import type { Limits } from './limits/limits.ts';
import type { Metrics } from './metrics.ts';

/** What routes work with, handed in so that tests bring their own. */
export interface Services {
  readonly kernels: Kernels;
  readonly model: DecodedModel;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: ServerClock;
  /** Who may do what; null where everyone may, which only a loopback address allows. */
  readonly tokens: Tokens | null;
  readonly maskAddresses: boolean;
  /** Side of a flow that the client is on; null: the traffic decides. */
  readonly clientOf: (flow: Flow) => 'a' | 'b' | null;
  /** Given once the server is to end: answers that never end by themselves end then. */
  readonly stopping: AbortSignal;
  /** Given when the time to end is up: what is still being answered is broken off. */
  readonly cutOff: AbortSignal;
}

export interface ServerClock {
  /** Epoch ms, for what is kept. */
  wall(): number;
  /** Milliseconds from any fixed moment on, for durations. */
  now(): number;
}

/** The clock of this computer. */
export const SERVER_CLOCK: ServerClock = { wall: Date.now, now: () => performance.now() };
