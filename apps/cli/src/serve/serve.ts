import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { serve } from '@tunnelscope/server';
import type { LogLevel } from '@tunnelscope/server/options';
import type { Workers } from '@tunnelscope/server/workers';
import { complain, describeFileError } from '../complain.ts';
import { EXIT, type ExitCode, InputError, UsageError } from '../exit.ts';
import { clientIn } from '../flows/client-networks.ts';
import { keepHeapSmall } from '../flows/heap-growth.ts';
import { loadModel } from '../load-model.ts';
import { catchEnding } from '../watch/ending.ts';
import { openLiveSource } from './live-source.ts';
import type { Network } from '../where/network.ts';

export interface ServeCommandOptions {
  readonly host: string;
  readonly port: number;
  readonly tokenFile?: string;
  readonly newToken?: string;
  readonly scopes: readonly ('read' | 'write')[];
  readonly allowHost?: readonly string[];
  readonly cors?: readonly string[];
  readonly maskAddresses: boolean;
  readonly interface?: string;
  readonly filter?: string;
  readonly input?: string;
  readonly follow: boolean;
  /** Servers by which the workers are reached that follow the flows. */
  readonly nats?: string;
  readonly creds?: string;
  readonly tlsCa?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly inbox?: string;
  readonly database?: string;
  readonly keepDays: number;
  /** MB, as the other sizes. */
  readonly keepSize: number;
  /** Seconds. */
  readonly idle: number;
  readonly memory: number;
  readonly maxCapture: number;
  readonly maxDecompressed: number;
  readonly maxBody: number;
  readonly rate?: number;
  readonly concurrent: number;
  readonly connections: number;
  /** Seconds, as the other two. */
  readonly idleTimeout: number;
  readonly requestTimeout: number;
  readonly shutdownTimeout: number;
  readonly logLevel: LogLevel;
  readonly client: readonly Network[];
  readonly engine: Engine;
  readonly model?: string;
}

/** What the system says of an address that cannot be listened on. */
const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'something else listens there already; --port 0 takes any free port',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'permission denied',
};

/** Serves until SIGTERM or Ctrl-C. @throws UsageError, InputError and ModelError if it cannot begin */
export async function serveUntilTold(options: ServeCommandOptions): Promise<ExitCode> {
  const { host, port, tokenFile, allowHost, cors, maskAddresses, logLevel, rate } = options;
  keepHeapSmall();
  const [kernels, model] = await Promise.all([loadKernels(options.engine), loadModel(options.model)]);
  const live = await openLiveSource(options, kernels);
  const workers = await workersOf(options);
  const ending = catchEnding();
  const server = await serve({
    kernels,
    model,
    host,
    port,
    maskAddresses,
    logLevel,
    clientOf: clientIn(options.client),
    ...(options.database !== undefined && { database: options.database }),
    retention: { maxAge: 86_400_000 * options.keepDays, maxBytes: 1e6 * options.keepSize },
    flows: { idleSeconds: options.idle, memoryBytes: 1e6 * options.memory },
    ...(live && { live }),
    ...(workers && { workers }),
    ...(tokenFile !== undefined && { tokenFile }),
    ...(allowHost && { allowedHosts: allowHost }),
    ...(cors && { corsOrigins: cors }),
    limits: {
      captureBytes: 1e6 * options.maxCapture,
      decompressedBytes: 1e6 * options.maxDecompressed,
      bodyBytes: 1e6 * options.maxBody,
      concurrentCaptures: options.concurrent,
      connections: options.connections,
      idleSeconds: options.idleTimeout,
      requestSeconds: options.requestTimeout,
      shutdownSeconds: options.shutdownTimeout,
      ...(rate !== undefined && { requestsPerSecond: rate }),
    },
  }).catch(async (error: NodeJS.ErrnoException) => {
    await live?.close();
    await workers?.close();
    if (error.name === 'StoreError') throw new InputError(error.message);
    if (error.name === 'ServeError') throw new UsageError(error.message);
    if (error.name === 'TokenFileError') throw new InputError(error.message);
    if (error.path !== undefined) throw new InputError(describeFileError(error.path, error));
    if (error.code === 'ENOTFOUND') throw new UsageError(`--host ${host}: expected an address or a name to listen on, found no such name`);
    const reason = REASONS[error.code ?? ''];
    if (reason === undefined) throw error;
    complain(`cannot listen on ${host} port ${port}: ${reason}`);
    return null;
  });
  if (server === null) return EXIT.failure;
  if (!ending.signal.aborted) await new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
  await server.close();
  return ending.exitCode === EXIT.terminated ? EXIT.done : ending.exitCode;
}

async function workersOf({ nats, creds, tlsCa, tlsCert, tlsKey, inbox }: ServeCommandOptions): Promise<Workers | null> {
  if (nats === undefined) return null;
  const { openWorkers } = await import('../cluster/open-workers.ts');
  return openWorkers({ nats, creds, tlsCa, tlsCert, tlsKey, inbox }, 'tunnelscope serve', 'oldest');
}
