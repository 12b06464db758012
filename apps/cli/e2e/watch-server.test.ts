import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type Serving, serving } from './serving.ts';
import { ended, jsonLines, type Line, LIVE, start, tunnelscope } from './tunnelscope.ts';

const folder = mkdtempSync(join(tmpdir(), 'watch-server-'));
const open: { end(): unknown }[] = [];
afterEach(() => {
  for (const { end } of open.splice(0)) end();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function serve(words: readonly string[]): Promise<Serving> {
  return serving(
    [...words],
    (child) => open.push({ end: () => child.exitCode === null && child.kill('SIGKILL') }),
    { env: { XDG_DATA_HOME: folder } },
  );
}

const HEADER = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n';
const rows = (from: number, seconds: number, port: number) => Array.from({ length: seconds }, (_, i) => `${from + i},10.0.0.1,${port},192.0.2.1,443,17,2000,90000,20,70\n`).join('');
const get = async (url: string, path: string) => (await (await fetch(`${url}${path}`)).json()) as Line;
const portOf = (url: string) => new URL(url).port;

test('events are those of the server, none missing and none twice, while it is killed and started again', async () => {
  const database = join(folder, 'restarted.db');
  const words = ['--database', database, '--input', '-', '--port'];
  let server = await serve([...words, '0']);
  const port = portOf(server.url);
  const child = start(['watch', server.url, '--json']);
  const end = ended(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await expect.poll(async () => (await get(server.url, '/v1/stats')).events.clients, { timeout: 20_000 }).toBe(1);
  server.child.stdin.write(HEADER + rows(1_790_000_000, 20, 5001) + rows(1_790_000_700, 30, 5002));
  await expect.poll(() => jsonLines(text).length, { timeout: 20_000 }).toBeGreaterThan(0);
  server.child.kill('SIGKILL');
  await once(server.child, 'close');
  server = await serve([...words, port]);
  // These come before the watcher may be back.
  server.child.stdin.write(HEADER + rows(1_790_001_400, 20, 5003) + rows(1_790_002_100, 30, 5004));
  await expect.poll(async () => (await get(server.url, '/v1/stats')).events.clients, { timeout: 30_000 }).toBe(1);
  server.child.stdin.write(rows(1_790_002_800, 30, 5005));
  await expect.poll(async () => (await get(server.url, '/v1/stats')).events.last, { timeout: 20_000 }).toBeGreaterThan(2);
  expect((await server.end('SIGTERM')).exitCode).toBe(0);
  server = await serve([...words, port]);
  const { events } = await get(server.url, '/v1/stats');
  expect(events.last).toBeGreaterThan(3);
  await expect.poll(() => jsonLines(text).filter(({ kind }) => kind !== 'stats').length, { timeout: 30_000 }).toBe(events.last);
  child.kill('SIGINT');
  const { exitCode, stdout, stderr } = await end;
  expect(exitCode).toBe(130);
  const lines = jsonLines(stdout);
  const response = await fetch(`${server.url}/v1/events?after=0`);
  const kept: string[] = [];
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    kept.push(...[...piece.matchAll(/^data: (.*)$/gm)].map(([, data]) => data!));
    if (kept.length >= events.last) break;
  }
  expect(stdout.trim().split('\n').slice(0, -1)).toEqual(kept);
  expect(lines.at(-1)).toMatchObject({ kind: 'stats', engine: 'wasm', model: { name: 'default' }, error: null });
  expect(stderr).toMatch(/^tunnelscope: warning: http:[^\n]*trying again[^\n]*\ntunnelscope: warning: [^\n]*connected again\n/);
  expect(stderr).not.toMatch(/^ +at /m);
});

test('another history at the same address is followed from its beginning, and said', async () => {
  const first = await serve(['--port', '0', '--database', ':memory:']);
  const child = start(['watch', first.url, '--json', '--quiet']);
  const end = ended(child);
  await expect.poll(async () => (await get(first.url, '/v1/stats')).events.clients, { timeout: 20_000 }).toBe(1);
  await first.end('SIGKILL');
  const second = await serve(['--port', portOf(first.url), '--database', ':memory:', '--input', LIVE]);
  await expect.poll(async () => (await get(second.url, '/v1/stats')).events, { timeout: 30_000 }).toMatchObject({ clients: 1, last: 2 });
  child.kill('SIGTERM');
  const { exitCode, stdout, stderr } = await end;
  expect({ exitCode, stderr }).toEqual({ exitCode: 143, stderr: '' });
  expect(jsonLines(stdout)).toMatchObject([{ kind: 'gap', to: null, reason: 'another history has begun' }, { kind: 'tunnel' }, { kind: 'verdict', verdict: 'live' }, { kind: 'stats' }]);
});

test('a token comes from a file or the environment; without one, or with a wrong one, it is said', async () => {
  const tokens = join(folder, 'tokens');
  const made = async (name: string, scopes: string) => (await tunnelscope(['serve', '--token-file', tokens, '--new-token', name, '--scopes', scopes])).stdout.trim();
  const [read, write] = [await made('reader', 'read'), await made('writer', 'write')];
  const server = await serve(['--port', '0', '--database', ':memory:', '--token-file', tokens, '--input', LIVE]);
  const file = join(folder, 'token');
  writeFileSync(file, `${read}\n`);
  const snapshot = join(folder, 'token.txt');
  expect(await tunnelscope(['watch', server.url, '--snapshot', snapshot, '--token-file', file])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(readFileSync(snapshot, 'utf8')).toMatch(/connected[\s\S]*172\.31\.1\.2[\s\S]*● live/);
  const failing = async (env: Record<string, string>, words: string[] = []) => {
    const { exitCode, stdout, stderr } = await tunnelscope(['watch', server.url, '--json', ...words], { env });
    expect(`${stdout}${stderr}`).not.toContain('tsk_');
    return [exitCode, stdout, stderr.replace(server.url, 'URL')];
  };
  expect(await failing({})).toEqual([3, '', 'tunnelscope: URL: the server wants a token (401): --token-file FILE, or TUNNELSCOPE_TOKEN\n']);
  expect(await failing({ TUNNELSCOPE_TOKEN: `tsk_${'x'.repeat(43)}` })).toEqual([3, '', 'tunnelscope: URL: the server does not know this token (401)\n']);
  expect(await failing({ TUNNELSCOPE_TOKEN: write })).toEqual([3, '', 'tunnelscope: URL: The token does not allow this (403): found scope write, expected read\n']);
  expect(await failing({ TUNNELSCOPE_TOKEN: 'two words' })).toEqual([3, '', 'tunnelscope: TUNNELSCOPE_TOKEN: expected one token, as serve --new-token printed it, found something else\n']);
  expect(await failing({}, ['--token-file', tokens])).toEqual([3, '', `tunnelscope: --token-file ${tokens}: found hashes of tokens, as serve keeps them; expected the token itself, as --new-token printed it\n`]);
  expect(await failing({}, ['--token-file', '/nothing/here'])).toEqual([3, '', 'tunnelscope: --token-file /nothing/here: no such file\n']);
});

const other = async (server: Server) => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ end: () => server.closeAllConnections() }, { end: () => server.close() });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test.each<[string, (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void, RegExp]>([
  ['a page', (_, response) => response.setHeader('content-type', 'text/html').end('<p>hello'), /no Tunnelscope server there: found an answer of type text\/html, expected application\/json/],
  ['nothing of this name', (_, response) => response.writeHead(404).end('no'), /no Tunnelscope server there: found status 404/],
  ['a redirection', (_, response) => response.writeHead(302, { location: 'http://192.0.2.1/' }).end(), /found a redirection to http:\/\/192\.0\.2\.1\/, expected a Tunnelscope server/],
  ['other JSON', (_, response) => response.setHeader('content-type', 'application/json').end('{"time":"\\u001b[2J"}'), /found another answer to GET \/v1\/stats than this version of tunnelscope knows: time: /],
  ['no JSON', (_, response) => response.setHeader('content-type', 'application/json').end('{'), /found another answer to GET \/v1\/stats/],
  ['a connection that breaks off', (request) => request.socket.destroy(), /the connection broke off/],
  ['a server that is down', (_, response) => response.writeHead(503).end(), /the server cannot answer now \(503\)/],
])('%s instead of the service is told from it', async (_, answer, message) => {
  const url = await other(createServer(answer));
  const { exitCode, stdout, stderr } = await tunnelscope(['watch', url]);
  expect([exitCode, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^tunnelscope: http:\/\/127\.0\.0\.1:\d+: [^\n]*\n$/);
  expect(stderr).not.toContain('\u001b');
});

test('what a server says cannot steer the terminal', async () => {
  const real = await serve(['--port', '0', '--database', ':memory:', '--input', LIVE]);
  const hostile = await other(
    createServer(async (request, response) => {
      const answer = await fetch(`${real.url}${request.url}`);
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! });
      if (request.url!.startsWith('/v1/events')) return response.flushHeaders();
      response.end((await answer.text()).replaceAll('172.31.1.2', '\\u001b[2Jxy').replaceAll('per segment', '\\u001b]0;title\\u0007\\u202e').replaceAll('"default"', '"\\u001b[31m"'));
    }),
  );
  const snapshot = join(folder, 'hostile.txt');
  expect(await tunnelscope(['watch', hostile, '--snapshot', snapshot])).toMatchObject({ exitCode: 0, stderr: '' });
  const text = readFileSync(snapshot, 'utf8');
  expect(text).toMatch(/model \?\[31m[\s\S]*▶\?\[2Jxy/);
  expect(text).toContain('?]0;title??');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('so are a port without a server, one without HTTP, one without TLS, and a later version', async () => {
  const closed = createTcpServer();
  closed.listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  expect(await tunnelscope(['watch', `http://127.0.0.1:${port}`])).toMatchObject({ exitCode: 3, stderr: `tunnelscope: http://127.0.0.1:${port}: connection refused\n` });
  const shouting = createTcpServer((socket) => socket.end('220 mail.example.org ESMTP\r\n'));
  shouting.listen(0, '127.0.0.1');
  await once(shouting, 'listening');
  open.push({ end: () => shouting.close() });
  expect((await tunnelscope(['watch', `http://127.0.0.1:${(shouting.address() as AddressInfo).port}`])).stderr).toMatch(/^tunnelscope: [^\n]*: no HTTP there: try https:\/\/\n$/);
  const real = await serve(['--port', '0', '--database', ':memory:']);
  expect((await tunnelscope(['watch', real.url.replace('http:', 'https:')])).stderr).toMatch(/^tunnelscope: https:[^\n]*: no TLS there \(\w+\): try http:\/\/\n$/);
  const stats = await get(real.url, '/v1/stats');
  const later = await other(createServer((_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...stats, version: '9.1.0' }))));
  expect(await tunnelscope(['watch', later])).toMatchObject({ exitCode: 3, stderr: `tunnelscope: ${later}: found tunnelscope 9.1.0 there, expected 0.1 as here\n` });
});

test.each<[string[], string]>([
  [['http://'], 'http://: expected the address of a server such as http://127.0.0.1:8787'],
  [['http://user:secret@127.0.0.1:1'], 'http://127.0.0.1:1: found a name or password in the address, where everybody on this machine can see it; expected a token by --token-file FILE or TUNNELSCOPE_TOKEN'],
  [['http://127.0.0.1:1/?token=x'], 'http://127.0.0.1:1/: found more behind it, expected the address of a server alone'],
  [['http://127.0.0.1:1', '--mask-addresses'], '--mask-addresses is decided where the server runs: give it to serve'],
  [['http://127.0.0.1:1', '--speed', '2'], '--speed is for a capture that is replayed: a server shows what comes as it comes'],
  [[LIVE, '--token-file', 'x'], '--token-file is for a server: tunnelscope watch http://HOST:PORT'],
  [['http://127.0.0.1:1', '--json', '--snapshot', 'x.txt'], "option '--json' cannot be used with option '--snapshot <file>'"],
])('wrong usage: %j', async (words, message) => {
  expect(await tunnelscope(['watch', ...words])).toEqual(expect.objectContaining({ exitCode: 2, stdout: '', stderr: `tunnelscope: ${message}\n` }));
});

test('--json writes the events of a capture too', async () => {
  const file = join(folder, 'flow.csv');
  writeFileSync(file, HEADER + rows(1_790_000_000, 20, 5001));
  expect(jsonLines((await tunnelscope(['watch', file, '--json'])).stdout).map(({ kind }) => kind)).toEqual(['verdict', 'end', 'stats']);
});
