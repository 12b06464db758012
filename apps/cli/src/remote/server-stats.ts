import { StatsSchema } from '@tunnelscope/server/schemas/stats';
import { programVersion } from '../program-version.ts';
import type { ServerClient } from './server-client.ts';
import { ServerError } from './server-error.ts';

export type ServerStats = ReturnType<typeof StatsSchema.parse>;

/** Before 1.0 minor versions differ in what they answer. */
const kindOf = (version: string) => version.split('.').slice(0, 2).join('.');
const OWN = kindOf(programVersion());

/** Asks a server how it stands, and whether it is one that this program knows. @throws ServerError */
export async function serverStats(client: ServerClient, signal: AbortSignal): Promise<ServerStats> {
  const { data } = await client.get('v1/stats', StatsSchema, signal);
  if (kindOf(data.version) !== OWN) throw new ServerError(`${client.name}: found tunnelscope ${data.version} there, expected ${OWN} as here`, false);
  return data;
}
