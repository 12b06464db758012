import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:http2';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Title } from '../media/title.ts';
import type { Condition } from '../plan/condition.ts';
import { prepareCertificate } from './certificate.ts';
import { createOrigin } from './create-origin.ts';
import type { Clock } from './live-clock.ts';

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** An origin on loopback, and questions to it by the protocol that its condition names. */
export interface LoopbackOrigin {
  readonly base: string;
  ask(path: string, headers?: Record<string, string>, body?: Buffer): Promise<Reply>;
  close(): Promise<void>;
}

export async function loopbackOrigin(condition: Condition, title: Title | null, clock: Clock): Promise<LoopbackOrigin> {
  const folder = await mkdtemp(join(tmpdir(), 'testbed-origin-'));
  const { cert, key } = await prepareCertificate(folder);
  const server = createOrigin(condition, title, { cert: await readFile(cert), key: await readFile(key) }, clock);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const session = condition.origin.http === '2' ? connect(base, { rejectUnauthorized: false }) : null;
  return {
    base,
    ask: (path, headers = {}, body) => (session ? ask2(session, path, headers, body) : ask1(base, path, headers, body)),
    async close() {
      session?.destroy();
      server.closeAllConnections?.();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

async function ask2(session: ReturnType<typeof connect>, path: string, headers: Record<string, string>, body?: Buffer): Promise<Reply> {
  const stream = session.request({ ':path': path, ':method': body ? 'POST' : 'GET', ...headers });
  const answered = once(stream, 'response');
  stream.end(body);
  const [answer] = (await answered) as [Record<string, unknown>];
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return { status: Number(answer[':status']), headers: answer, body: Buffer.concat(pieces) };
}

async function ask1(base: string, path: string, headers: Record<string, string>, body?: Buffer): Promise<Reply> {
  const asked = request(base + path, { headers, method: body ? 'POST' : 'GET', rejectUnauthorized: false });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  return { status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(pieces) };
}
