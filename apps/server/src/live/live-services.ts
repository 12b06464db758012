import { createHmac } from 'node:crypto';
import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import type { App } from '../app-env.ts';
import { Engine } from '../engine/engine.ts';
import { type EngineOptions, JOURNAL_BYTES } from '../engine/engine-options.ts';
import { FollowedSource } from '../engine/followed-source.ts';
import { type ClientLimits, EventClients } from '../events/event-clients.ts';
import type { LiveSource } from '../options.ts';
import { addEvents } from '../routes/events.ts';
import { addFlow } from '../routes/flow.ts';
import { addFlows } from '../routes/flows.ts';
import { addPackets } from '../routes/packets.ts';
import { addStats } from '../routes/stats.ts';
import { addTraffic } from '../routes/traffic.ts';
import { addVerdicts } from '../routes/verdicts.ts';
import type { Services } from '../services.ts';
import { Store, type StoreOptions } from '../store/store.ts';
import type { LiveView } from '../view/live-view.ts';
import { LocalView } from '../view/local-view.ts';
import { WorkersView } from '../workers/workers-view.ts';
import type { Workers } from '../workers/workers.ts';

/** What the service knows of streams and of the past. */
export interface StreamServices {
  readonly store: Store;
  readonly view: LiveView;
  readonly eventClients: EventClients;
}

/** The same, of a detector of this process. */
export interface LiveServices extends StreamServices {
  readonly engine: Engine;
  /** The stream of this machine; null where there is none. */
  readonly followed: FollowedSource | null;
}

export interface LiveOptions extends Partial<Pick<EngineOptions, 'queue' | 'detector'>> {
  readonly store: StoreOptions;
  readonly clients?: Partial<ClientLimits>;
  readonly source?: LiveSource;
}

/** Opens the history and starts the running detector. @throws StoreError */
export function openLive(services: Pick<Services, 'kernels' | 'model' | 'clock' | 'metrics' | 'logger' | 'maskAddresses'>, options: LiveOptions): LiveServices {
  const { metrics, clock, maskAddresses } = services;
  const store = new Store({ now: clock.wall, ...options.store });
  const mask = maskAddresses ? masking(store.secret()) : (address: string) => address;
  const engine = new Engine({ ...services, ...options, store, mask, journalBytes: JOURNAL_BYTES });
  engine.start();
  const { source } = options;
  const pseudonyms = maskAddresses ? new Pseudonyms() : null;
  const followed = source ? new FollowedSource(source, metrics, (text) => pseudonyms?.text(text) ?? text) : null;
  return { store, engine, view: new LocalView(engine, followed), eventClients: new EventClients(metrics.registry, clock.now, options.clients), followed };
}

/** Opens the history, and follows what workers elsewhere tell. @throws StoreError */
export function openWorkers(services: Pick<Services, 'kernels' | 'clock' | 'metrics' | 'logger' | 'maskAddresses'>, { workers, ...options }: Pick<LiveOptions, 'store' | 'clients'> & { readonly workers: Workers }): StreamServices {
  const { metrics, clock, maskAddresses } = services;
  const store = new Store({ now: clock.wall, ...options.store });
  const mask = maskAddresses ? masking(store.secret()) : (address: string) => address;
  const view = new WorkersView({ ...services, workers, store, mask, masked: maskAddresses });
  view.start();
  return { store, view, eventClients: new EventClients(metrics.registry, clock.now, options.clients) };
}

/** Judges what was accepted, keeps what that leads to, and closes the history. */
export async function closeLive({ store, view }: StreamServices): Promise<void> {
  await view.close();
  store.close();
}

/** Routes about streams and the past. */
export function addLiveRoutes(app: App, services: Services & StreamServices): void {
  addPackets(app, services);
  addFlows(app, services);
  addFlow(app, services);
  addTraffic(app, services);
  addVerdicts(app, services);
  addStats(app, services);
  addEvents(app, services);
}

/** Names for addresses that stay the same for as long as the history is kept, and tell nothing without its key. */
function masking(key: Uint8Array): (address: string) => string {
  return (address) => `host-${createHmac('sha256', key).update(address).digest('hex').slice(0, 10)}`;
}
