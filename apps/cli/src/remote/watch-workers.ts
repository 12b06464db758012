import { loadKernels } from '@tunnelscope/core';
import { openService, type Service } from '@tunnelscope/server/service';
import { openWorkers, shownServers } from '../cluster/open-workers.ts';
import { complain } from '../complain.ts';
import type { ExitCode } from '../exit.ts';
import { loadModel } from '../load-model.ts';
import { askInProcess } from './ask-in-process.ts';
import { partitionsWithoutWorker } from './partitions-without-worker.ts';
import { ServerClient } from './server-client.ts';
import { serverStats } from './server-stats.ts';
import { watchClient, type WatchServerOptions } from './watch-server.ts';

export interface WatchWorkersOptions extends WatchServerOptions {
  readonly creds?: string;
  readonly tlsCa?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly inbox?: string;
  readonly maskAddresses?: true;
}

/** Nobody looks it up: the service is in this process. */
const BASE = new URL('http://localhost/');

/**
 * Shows what workers see: as `watch` of a service that is told by them, which here has neither a socket nor a history that stays.
 * @param servers `nats://host:port`, several by commas @throws NatsError if there is no server, or it was not made ready
 */
export async function watchWorkers(servers: string, options: WatchWorkersOptions): Promise<ExitCode> {
  const { creds, tlsCa, tlsCert, tlsKey, inbox, maskAddresses = false, quiet } = options;
  const [kernels, model] = await Promise.all([loadKernels(options.engine), loadModel(undefined)]);
  const workers = await openWorkers({ nats: servers, creds, tlsCa, tlsCert, tlsKey, inbox }, 'tunnelscope watch', 'now');
  const service = openService({ kernels, model, workers, maskAddresses, database: ':memory:', tokens: null, hosts: null, logLevel: 'silent' });
  try {
    const client = new ServerClient(BASE, null, shownServers(servers), askInProcess(service.app));
    const { partitions } = await serverStats(client, new AbortController().signal);
    const without = partitionsWithoutWorker(partitions ?? []);
    if (without !== null && !quiet) complain(`warning: ${client.name}: ${without}`);
    return await watchClient(client, options);
  } finally {
    await closed(service);
  }
}

async function closed(service: Service): Promise<void> {
  service.stop();
  await service.close();
}
