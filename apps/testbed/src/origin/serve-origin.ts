import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openTitle } from '../media/title.ts';
import { createOrigin } from './create-origin.ts';
import { systemClock } from './live-clock.ts';
import type { OriginOrder } from './order.ts';
import { titleOf } from './programme-of.ts';

/** A listening origin. */
export interface ServedOrigin {
  readonly server: Server;
  readonly port: number;
}

/** Opens the title that the condition needs and listens. @throws an error of the file system or of the network */
export async function serveOrigin({ condition, media, cert, key, host, port }: OriginOrder): Promise<ServedOrigin> {
  const number = titleOf(condition);
  const title = number === null ? null : await openTitle(join(media, `title-${number}`));
  const server = createOrigin(condition, title, { cert: await readFile(cert), key: await readFile(key) }, systemClock);
  // Holds on to the files of rungs that nobody asks for: Node closes what nothing refers to.
  server.on('close', () => title?.close());
  server.listen(port, host);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}
