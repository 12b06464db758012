import { connectNats, type NatsOptions } from '@tunnelscope/cluster/connect';
import { Reader, type ReaderOptions } from '@tunnelscope/cluster/reader';
import type { Workers } from '@tunnelscope/server/workers';

/**
 * The workers that are reached by a NATS server.
 * @param program what the server's monitoring calls this client @param begin where to begin in a stream of which nothing is known
 * @throws NatsError if there is no server, it lets nobody in, or was not made ready
 */
export async function openWorkers(options: NatsOptions, program: string, begin: ReaderOptions['begin']): Promise<Workers> {
  const connection = await connectNats(options, program);
  return Reader.open({ connection, name: shownServers(options.nats), begin }).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
}

/** Without the name and password that may stand before a host. */
export function shownServers(servers: string): string {
  return servers.split(',').map((server) => server.trim().replace(/\/\/[^/@]*@/, '//').replace(/\/$/, '')).join(',');
}
