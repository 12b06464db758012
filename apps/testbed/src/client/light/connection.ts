import { request as httpsRequest, Agent } from 'node:https';
import { connect, type ClientHttp2Session } from 'node:http2';
import type { RequestRecord } from '../report.ts';
import { REQUEST_HEADERS, readAnswer, type Answer } from './answer.ts';

/** Windows as Chromium sets them: 6 MB a stream, 15 MB a connection. */
const STREAM_WINDOW = 6 * 1024 * 1024;
const CONNECTION_WINDOW = 15 * 1024 * 1024;
/** Chromium's number of connections to one host over HTTP/1.1. */
const CONNECTIONS = 6;

export interface RequestOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: Buffer;
  readonly signal?: AbortSignal;
  /** False: the body is counted and thrown away. */
  readonly keep?: boolean;
}

/** HTTP to one origin, over HTTP/2 or 1.1, with the headers and windows of a browser. Certificates are not checked: the origin made its own. */
export class Connection {
  readonly #base: string;
  readonly #agent: Agent | null;
  readonly #ended: RequestRecord[] = [];
  #began = performance.now();
  #session: ClientHttp2Session | null = null;

  /** @param base such as https://10.50.0.2 */
  constructor(base: string, http: '1.1' | '2') {
    this.#base = base;
    this.#agent = http === '2' ? null : new Agent({ keepAlive: true, maxSockets: CONNECTIONS, rejectUnauthorized: false });
  }

  /** Times of requests count from here. */
  begin(): void {
    this.#began = performance.now();
    this.#ended.length = 0;
  }

  /** Requests that ended since this was last asked. */
  takeRequests(): RequestRecord[] {
    return this.#ended.splice(0);
  }

  /** Asks for a path, with its query. @throws the connection's error; an AbortError if `signal` ended it */
  async ask(path: string, options: RequestOptions = {}): Promise<Answer> {
    const sent = performance.now();
    const answer = await (this.#agent === null ? this.#ask2(path, options) : this.#ask1(path, options, this.#agent));
    this.#ended.push({
      at: (sent - this.#began) / 1000,
      path: path.split('?')[0]!,
      bytes: answer.bytes,
      firstByteMilliseconds: answer.firstByteMilliseconds,
      milliseconds: answer.milliseconds,
    });
    return answer;
  }

  close(): void {
    this.#session?.destroy();
    this.#agent?.destroy();
  }

  #ask2(path: string, { method = 'GET', body, signal, keep = true }: RequestOptions): Promise<Answer> {
    const stream = this.#open().request({ ':method': method, ':path': path, ...REQUEST_HEADERS }, { endStream: body === undefined, ...(signal ? { signal } : {}) });
    const answer = readAnswer(stream, keep, (answered) => stream.once('response', (headers) => answered(Number(headers[':status']), headers['content-encoding'])));
    if (body !== undefined) stream.end(body);
    return answer;
  }

  #ask1(path: string, { method = 'GET', body, signal, keep = true }: RequestOptions, agent: Agent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = performance.now();
      const request = httpsRequest(this.#base + path, { method, agent, headers: REQUEST_HEADERS, ...(signal ? { signal } : {}) });
      request.once('response', (message) => {
        readAnswer(message, keep, (answered) => answered(message.statusCode ?? 0, message.headers['content-encoding']), sent).then(resolve, reject);
      });
      request.once('error', reject);
      request.end(body);
    });
  }

  /** The session, a new one if the last has ended. */
  #open(): ClientHttp2Session {
    if (this.#session !== null && !this.#session.closed && !this.#session.destroyed) return this.#session;
    const session = connect(this.#base, { rejectUnauthorized: false, settings: { initialWindowSize: STREAM_WINDOW, enablePush: false } });
    session.once('connect', () => session.setLocalWindowSize(CONNECTION_WINDOW));
    // Each of its streams reports the error too.
    session.on('error', () => {});
    this.#session = session;
    return session;
  }
}
