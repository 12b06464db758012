import { ServerError } from './server-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'no such name',
  EAI_AGAIN: 'the name cannot be looked up now',
  ETIMEDOUT: 'no answer',
  UND_ERR_CONNECT_TIMEOUT: 'no answer',
  UND_ERR_HEADERS_TIMEOUT: 'no answer',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped coming',
  EHOSTUNREACH: 'no way to that machine',
  ENETUNREACH: 'no way to that network',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
};
/** What cannot change by itself. */
const LASTING: readonly (readonly [code: RegExp, reason: (code: string) => string])[] = [
  [/CERT|UNABLE_TO_(GET_ISSUER|VERIFY)|SELF_SIGNED/, (code) => `its certificate is not trusted (${code}): NODE_EXTRA_CA_CERTS=FILE names the authority that made it`],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, (code) => `no TLS there (${code}): try http://`],
];

/** What became of a request that got no answer. @param where the server's address */
export function noAnswer(where: string, error: unknown): ServerError {
  if ((error as Error).name === 'TimeoutError') return new ServerError(`${where}: no answer`, true);
  const { cause } = error as { cause?: NodeJS.ErrnoException };
  const code = cause?.code ?? '';
  if (cause?.name === 'HTTPParserError') {
    // It is said of an answer that breaks off too.
    return /Expected HTTP/.test(cause.message) ? new ServerError(`${where}: no HTTP there: try https://`, false) : new ServerError(`${where}: ${REASONS.ECONNRESET}`, true);
  }
  for (const [pattern, reason] of LASTING) if (pattern.test(code)) return new ServerError(`${where}: ${reason(code)}`, false);
  return new ServerError(`${where}: ${REASONS[code] ?? cause?.message ?? (error as Error).message}`, true);
}
