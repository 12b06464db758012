import { fileURLToPath } from 'node:url';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectNats } from './nats/connect.ts';
import { init } from './nats/init.ts';
import { DEFAULT_SETTINGS } from './nats/settings.ts';
import { type NatsServer, startNatsServer } from './nats-server.fixture.ts';

const CONFIGURATION = fileURLToPath(new URL('../../../examples/cluster/nats.conf', import.meta.url));

/** A server that is set up as the example says, and ready, so that the rights of its users are those that tests go by. */
export interface ExampleServer {
  readonly server: NatsServer;
  /** @param inbox the user's own if not given */
  as(user: 'admin' | 'west' | 'east' | 'worker' | 'reader', inbox?: string): Promise<NatsConnection>;
  /** What the server did not allow, as it comes: not all of it makes a call fail. */
  readonly refused: readonly string[];
}

export async function startExampleServer(partitions: number, leaseTime = DEFAULT_SETTINGS.leaseTime): Promise<ExampleServer> {
  // The configuration takes them from the environment.
  for (const user of ['ADMIN', 'WEST', 'EAST', 'WORKER', 'READER']) process.env[`${user}_PASSWORD`] = 'secret';
  const server = await startNatsServer('-c', CONFIGURATION);
  const refused: string[] = [];
  const as = async (user: string, inbox = `_INBOX_${user}`) => {
    const connection = await connectNats({ nats: server.url.replace('//', `//${user}:secret@`), inbox }, 'test');
    void (async () => {
      for await (const event of connection.status()) if (event.type === 'error') refused.push(event.error.message);
    })();
    return connection;
  };
  const admin = await as('admin');
  await init(admin, { ...DEFAULT_SETTINGS, partitions, leaseTime, maxBytes: 2 ** 26 });
  await admin.close();
  return { server, as, refused };
}
