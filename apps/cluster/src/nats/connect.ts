import { readFileSync } from 'node:fs';
import { connect, type ConnectionOptions, credsAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { NatsError } from './nats-error.ts';

/** How to reach the server: what `--nats` and its neighbours say. */
export interface NatsOptions {
  /** `nats://host:port` or `tls://host:port`, several of one cluster by commas; `user:password@` may stand before the host. */
  readonly nats: string;
  /** File with the credentials of a user, as nsc writes it. */
  readonly creds?: string | undefined;
  /** PEM files: authority to trust, certificate and key to show. */
  readonly tlsCa?: string | undefined;
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  /** What the subjects of answers begin with, so that rights can keep one user from reading those of another; `_INBOX` if not given. */
  readonly inbox?: string | undefined;
}

/** The first connection must be there in so long. */
const PATIENCE = 5000; // ms
/** Later, the server is looked for again this often, for ever. */
const AGAIN = 500; // ms

/**
 * Connects, and from then on finds the server again whenever it was away.
 * @param name what the server's monitoring calls this client
 * @throws NatsError if there is no server, it lets nobody in, or a file cannot be read
 */
export async function connectNats(options: NatsOptions, name: string): Promise<NatsConnection> {
  const { servers, user, pass } = parseServers(options.nats);
  const { creds, tlsCa, tlsCert, tlsKey, inbox } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined)) throw new NatsError(`found ${tlsCert === undefined ? `the key ${tlsKey}` : `the certificate ${tlsCert}`} alone, expected --tls-cert and --tls-key together`);
  const tls = { ...(tlsCa && { ca: readPem(tlsCa, 'CERTIFICATE') }), ...(tlsCert && { cert: readPem(tlsCert, 'CERTIFICATE') }), ...(tlsKey && { key: readPem(tlsKey, 'PRIVATE KEY') }) };
  const settings: ConnectionOptions = {
    servers, name, timeout: PATIENCE, maxReconnectAttempts: -1, reconnectTimeWait: AGAIN,
    ...(user !== undefined && { user, pass }),
    ...(inbox && { inboxPrefix: inbox }),
    ...(creds && { authenticator: credsAuthenticator(new TextEncoder().encode(read(creds))) }),
    ...((Object.keys(tls).length > 0 || /^tls:/.test(options.nats)) && { tls }),
  };
  try {
    return await connect(settings);
  } catch (error) {
    if (creds && /unable to parse credentials/.test(reason(error as Error))) throw new NatsError(`${creds}: found no credentials of a user, expected a file as nsc writes it`, { cause: error });
    const said = reason(error as Error);
    const untrusted = /self-signed|unable to verify|unable to get (local )?issuer/.test(said);
    throw new NatsError(`no connection to the NATS server ${servers.join(', ')}: ${untrusted ? `${said.split(';')[0]}: name the authority of its certificate by --tls-ca` : said}`, { cause: error });
  }
}

function parseServers(text: string): { servers: string[]; user?: string; pass?: string } {
  const urls = text.split(',').map((server) => {
    const url = URL.canParse(server.trim()) ? new URL(server.trim()) : null;
    if (!url || !/^(nats|tls):$/.test(url.protocol) || url.hostname === '') throw new NatsError(`the address of the NATS server is wrong: ${server.includes('@') ? '' : `found ${JSON.stringify(server.trim())}, `}expected nats://HOST:PORT or tls://HOST:PORT, several by commas`);
    return url;
  });
  const servers = urls.map((url) => `${url.hostname}:${url.port || 4222}`);
  const [{ username, password }] = urls as [URL];
  return username === '' ? { servers } : { servers, user: decoded(username), pass: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    // Not the text itself: it may be a password.
    throw new NatsError('the address of the NATS server is wrong: found a % in user or password that stands for nothing, expected %25 for the character itself', { cause: error });
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new NatsError(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** @param kind what stands behind its BEGIN */
function readPem(file: string, kind: 'CERTIFICATE' | 'PRIVATE KEY'): string {
  const text = read(file);
  if (!new RegExp(`-----BEGIN (\\w+ )*${kind}-----`).test(text)) throw new NatsError(`${file}: found no ${kind.toLowerCase()}, expected PEM with -----BEGIN ${kind}-----`);
  return text;
}

/** The library wraps what the system said: the innermost message is the one that tells. */
function reason(error: Error): string {
  return error.cause instanceof Error && error.cause.message !== '' ? reason(error.cause) : error.message || error.name;
}
