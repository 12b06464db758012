import type { App } from './app-env.ts';
import { createApp } from './app.ts';
import type { Tokens } from './auth/tokens.ts';
import { defaultDatabase } from './data-path.ts';
import { followSource } from './engine/follow-source.ts';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts';
import { closeLive, type LiveServices, openLive, openWorkers, type StreamServices } from './live/live-services.ts';
import { createLogger } from './logging.ts';
import { Metrics } from './metrics.ts';
import type { ServeOptions } from './options.ts';
import { SERVER_CLOCK } from './services.ts';
import { VERSION } from './version.ts';

export interface ServiceOptions extends Omit<ServeOptions, 'host' | 'port' | 'tokenFile' | 'limits'> {
  readonly limits?: Partial<Limits>;
  /** Who may do what; null: everyone may. */
  readonly tokens: Tokens | null;
  /** Names that the Host header may carry besides loopback's; null: any. */
  readonly hosts: readonly string[] | null;
}

/** The service without a socket: whoever has it asks it directly. */
export interface Service {
  readonly app: App;
  readonly limits: Limits;
  readonly logger: ReturnType<typeof createLogger>;
  /** Answers that never end by themselves end now. */
  stop(): void;
  /** What is still being answered is broken off. */
  cutOff(): void;
  /** Follows the stream of this machine, if there is one. */
  follow(): void;
  /** Ends that stream, judges what was accepted, and closes the history. */
  close(): Promise<void>;
}

/** Opens the history and what is followed. @throws StoreError */
export function openService({ kernels, model, tokens, hosts, corsOrigins = [], maskAddresses = false, clientOf = () => null, logLevel = 'info', logTo, database = defaultDatabase(), retention, flows, live: source, workers, ...options }: ServiceOptions): Service {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const logger = createLogger(logLevel, logTo);
  const [stopping, cutOff] = [new AbortController(), new AbortController()];
  const common = { kernels, model, limits, logger, metrics: new Metrics(), clock: SERVER_CLOCK, tokens, maskAddresses, clientOf, stopping: stopping.signal, cutOff: cutOff.signal };
  const store = { path: database, ...(retention && { retention }) };
  const live: StreamServices & Partial<LiveServices> = workers ? openWorkers(common, { store, workers }) : openLive(common, { store, detector: { ...flows, clientOf }, ...(source && { source }) });
  const app = createApp({ ...common, ...live }, { allowedHosts: hosts, corsOrigins, version: VERSION });
  const { engine, followed } = live;
  let following: Promise<void> | undefined;
  return {
    app, limits, logger,
    stop: () => stopping.abort(),
    cutOff: () => cutOff.abort(),
    follow: () => {
      if (!engine || !followed) return;
      following = followSource(engine, followed).then(
        () => logger.info({ source: followed.counters }, 'the stream has ended'),
        () => logger.error({ source: followed.counters }, 'the stream has ended early'),
      );
    },
    close: async () => {
      await source?.close();
      await following;
      await closeLive(live);
    },
  };
}
