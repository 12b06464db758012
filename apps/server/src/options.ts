import type { Flow } from '@tunnelscope/capture/batch';
import type { Kernels } from '@tunnelscope/core/kernels';
import type { DecodedModel } from '@tunnelscope/model/model-file';
import type { Limits } from './limits/limits.ts';

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
  readonly limits?: Partial<Limits>;
  readonly logLevel?: LogLevel;
  /** Where lines of the log go. Default standard error. */
  readonly logTo?: { write(line: string): void };
}

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
