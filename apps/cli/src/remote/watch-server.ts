import { loadKernels } from '@tunnelscope/core';
import { WALL_CLOCK } from '@tunnelscope/detector/live/clock';
import { complain, complainOf } from '../complain.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { standardOutput } from '../output.ts';
import { catchEnding } from '../watch/ending.ts';
import { SNAPSHOT_SIZE, showsDashboard, type WatchCommandOptions } from '../watch/watch.ts';
import { printServerEvents } from './print-server-events.ts';
import { readToken } from './read-token.ts';
import { RemoteFlows } from './remote-flows.ts';
import { RemoteLink } from './remote-link.ts';
import { readableOnTheWay, serverAddress } from './server-address.ts';
import { ServerClient } from './server-client.ts';
import { type ServerStats, serverStats } from './server-stats.ts';

export interface WatchServerOptions extends Omit<WatchCommandOptions, 'client'> {
  readonly tokenFile?: string;
}

/** A snapshot is taken after so many seconds, if not all is known before. */
const SNAPSHOT_AFTER = 30;

/**
 * Shows the flows of a server: in a terminal the dashboard, else its events as lines of JSON.
 * @throws UsageError, InputError and ServerError if it cannot be watched at all
 */
export async function watchServer(address: string, options: WatchServerOptions): Promise<ExitCode> {
  const url = serverAddress(address);
  const token = readToken(options.tokenFile, process.env.TUNNELSCOPE_TOKEN);
  const client = new ServerClient(url, token);
  const warn = options.quiet ? () => {} : (message: string) => complain(`warning: ${message}`);
  if (token !== null && readableOnTheWay(url)) warn(`${client.name}: the token goes there unencrypted, and whoever sees it can use it: expected https://`);
  return watchClient(client, options);
}

/** Shows the flows of a server that there is. @throws ServerError if it cannot be watched at all */
export async function watchClient(client: ServerClient, options: WatchServerOptions): Promise<ExitCode> {
  const warn = options.quiet ? () => {} : (message: string) => complain(`warning: ${message}`);
  const stats = await serverStats(client, new AbortController().signal);
  if (showsDashboard(options)) return inTerminal(client, stats, options);
  const ending = catchEnding();
  const { signal } = ending;
  if (options.snapshot !== undefined) {
    const { writeSnapshot } = await import('../watch/write-snapshot.ts');
    const { columns, rows } = options.size ?? SNAPSHOT_SIZE;
    const { flows, link, shown } = await dashboardOf(client, stats, options);
    await writeSnapshot({ ...shown, until: flows.ready, signal }, { file: options.snapshot, columns, rows, after: options.after ?? SNAPSHOT_AFTER });
    return link.fault === null ? ending.exitCode : complainOf(link.fault);
  }
  await printServerEvents({ client, stats, clock: WALL_CLOCK, signal, output: standardOutput(), warn });
  return ending.exitCode;
}

async function inTerminal(client: ServerClient, stats: ServerStats, options: WatchServerOptions): Promise<ExitCode> {
  const { showDashboard } = await import('../watch/show-dashboard.ts');
  const { link, shown } = await dashboardOf(client, stats, options);
  const exitCode = (await showDashboard(() => shown)) as ExitCode;
  if (link.fault === null || exitCode === EXIT.interrupted) return exitCode;
  const code = complainOf(link.fault);
  return exitCode === EXIT.done ? code : exitCode;
}

async function dashboardOf(client: ServerClient, stats: ServerStats, options: WatchServerOptions) {
  const kernels = await loadKernels(options.engine);
  const link = new RemoteLink(client.name, stats, WALL_CLOCK);
  const flows = new RemoteFlows({ client, stats, clock: WALL_CLOCK, link });
  return { flows, link, shown: { flows, source: link.view, kernels, engine: stats.engine, modelName: stats.model.name } };
}
