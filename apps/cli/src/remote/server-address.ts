import { UsageError } from '../exit.ts';

/** Whether a word names NATS servers, by which workers are reached. */
export function isNatsAddress(word: string): boolean {
  return /^(nats|tls):\/\//i.test(word);
}

/** Whether a word names a server and not a file. */
export function isServerAddress(word: string): boolean {
  return /^https?:\/\//i.test(word);
}

/**
 * The address of a server, with a slash at its end: a path is that of a proxy in front.
 * @throws UsageError if it says more, or less, than where the server is
 */
export function serverAddress(word: string): URL {
  const url = URL.parse(word);
  if (!url || url.hostname === '') throw new UsageError(`${word}: expected the address of a server such as http://127.0.0.1:8787`);
  // Not repeated: what stands there may be secret.
  if (url.username !== '' || url.password !== '') throw new UsageError(`${url.protocol}//${url.host}: found a name or password in the address, where everybody on this machine can see it; expected a token by --token-file FILE or TUNNELSCOPE_TOKEN`);
  if (url.search !== '' || url.hash !== '') throw new UsageError(`${url.origin}${url.pathname}: found more behind it, expected the address of a server alone`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Whether what is sent there can be read on the way: without TLS, and not to this machine itself. */
export function readableOnTheWay({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !/^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** How a server is called on the screen. */
export function shownAddress(url: URL): string {
  return url.href.replace(/\/$/, '');
}
