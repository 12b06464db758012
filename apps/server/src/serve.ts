import { lookup } from 'node:dns/promises';
import { type AddressInfo, isIP } from 'node:net';
import { readTokenFile } from './auth/token-file.ts';
import { Tokens } from './auth/tokens.ts';
import { createListener } from './listening.ts';
import { isLoopback } from './loopback.ts';
import { DEFAULT_HOST, DEFAULT_PORT, type ServeOptions } from './options.ts';
import { openService } from './service.ts';

export interface Server {
  /** Where it answers, such as `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Accepts nothing more, finishes what was accepted, or breaks it off when the time for that is up. */
  close(): Promise<void>;
}

/** What one address (IPv6: one /64) may ask in a second where others than this machine's users can ask. */
const RATE_BEYOND_LOOPBACK = 200;

/** What looks like an address and not like a name. */
const NO_ADDRESS = /^\d+(\.\d+){3}$|:/;

/** A server that cannot be started as asked. */
export class ServeError extends Error {
  override readonly name = 'ServeError';
}

/** Starts the service. @throws ServeError if it may not listen there without tokens; what the system says if it cannot */
export async function serve({ host = DEFAULT_HOST, port = DEFAULT_PORT, tokenFile, allowedHosts = [], ...options }: ServeOptions): Promise<Server> {
  if (NO_ADDRESS.test(host) && isIP(host) === 0) throw new ServeError(`${host} is no IP address: expected one to listen on, such as 127.0.0.1 or ::1, or a name`);
  const { address } = await lookup(host);
  const loopback = isLoopback(address);
  const stored = tokenFile === undefined ? null : readTokenFile(tokenFile);
  const tokens = stored && new Tokens(stored);
  if (!loopback && tokens === null) throw new ServeError(`listening on ${host} lets others in: expected a file of tokens (--token-file), found none`);
  const service = openService({
    ...options, tokens,
    hosts: loopback || allowedHosts.length > 0 ? allowedHosts : null,
    limits: { requestsPerSecond: loopback ? 0 : RATE_BEYOND_LOOPBACK, ...options.limits },
  });
  const { app, limits, logger } = service;
  if (stored?.length === 0) logger.warn({ tokenFile }, 'the file of tokens has none: every request that needs one will be refused');
  const server = createListener(app, limits);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, address, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    await service.close();
    throw error;
  }
  const bound = server.address() as AddressInfo;
  const url = `http://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
  logger.info({ url, tokens: tokens !== null, model: options.model.hash.slice(0, 8), engine: options.kernels.engine }, 'listening');
  service.follow();
  let closed: Promise<void> | null = null;
  const close = async () => {
    service.stop();
    logger.info('ending');
    const late = setTimeout(() => {
      service.cutOff();
      server.closeAllConnections();
    }, 1000 * limits.shutdownSeconds);
    // Connections become idle one by one, and would then be kept for the next request.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
    clearTimeout(late);
    clearInterval(idle);
    await service.close();
    logger.info('ended');
  };
  return {
    url,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
