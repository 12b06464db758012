import type { CaptureBatch, Flow } from '@tunnelscope/capture/batch';
import type { CaptureStatistics } from '@tunnelscope/capture/statistics';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { DecodedModel } from '@tunnelscope/model/model-file';
import type { Limits } from './limits/limits.ts';
import type { Retention } from './store/retention.ts';
import type { Workers } from './workers/workers.ts';

export const DEFAULT_PORT = 8787;
export const DEFAULT_HOST = '127.0.0.1';

/** Everything a server is started with. The command line makes it from flags and TUNNELSCOPE_* variables. */
export interface ServeOptions {
  readonly kernels: Kernels;
  readonly model: DecodedModel;
  /** Address or name to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Default 8787; 0: any free one. */
  readonly port?: number;
  /** File of tokens, see auth/token-file.ts. Needed beyond loopback. */
  readonly tokenFile?: string;
  /** Names besides loopback ones that the Host header may carry. */
  readonly allowedHosts?: readonly string[];
  /** Origins whose pages may call. Default none. */
  readonly corsOrigins?: readonly string[];
  readonly maskAddresses?: boolean;
  /** Side of a flow that the client is on; null, and by default: the traffic decides. */
  readonly clientOf?: (flow: Flow) => 'a' | 'b' | null;
  /** File of the history; `:memory:` for one that ends with the process. Default: see data-path.ts. */
  readonly database?: string;
  readonly retention?: Partial<Retention>;
  /** How long live flows are followed in silence (s), and what they may take (bytes). */
  readonly flows?: { readonly idleSeconds?: number; readonly memoryBytes?: number };
  /** A stream that is read here, as fast as it can be judged. */
  readonly live?: LiveSource;
  /** Who follows the flows, in place of this process. */
  readonly workers?: Workers;
  readonly limits?: Partial<Limits>;
  readonly logLevel?: LogLevel;
  /** Where lines of the log go. Default standard error. */
  readonly logTo?: { write(line: string): void };
}

/** Packets from this machine: an interface, a pipe, a file. */
export interface LiveSource {
  readonly name: string;
  readonly packets: AsyncIterable<CaptureBatch>;
  /** What is read of it so far, and what could not be. */
  readonly statistics: CaptureStatistics;
  /** Packets that the system lost before they could be read; null where nobody counts. */
  readonly dropped: () => number | null;
  /** Ends the packets, and lets go of what they come from. */
  close(): Promise<void>;
}

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
