import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, post, runServer } from '../running-server.fixture.ts';
import { addToken, readTokenFile } from './token-file.ts';

let folder: string;
let tokenFile: string;
let reader: string;
let writer: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tunnelscope-tokens-'));
  tokenFile = join(folder, 'tokens');
  reader = addToken(tokenFile, 'reader', ['read']);
  writer = addToken(tokenFile, 'writer', ['write']);
});
afterAll(() => rmSync(folder, { recursive: true }));

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const series = (url: string, headers: Record<string, string>) => post(`${url}/v1/classify/series`, '{"bytesDown":[1]}', 'application/json', headers);

test('beyond loopback nothing starts without tokens', async () => {
  await expect(runServer({ host: '0.0.0.0' })).rejects.toThrow('expected a file of tokens');
});

test('a token of the right scope is wanted, also where nothing is', async () => {
  const { url, port } = await runServer({ host: '0.0.0.0', tokenFile });
  const here = url.replace('0.0.0.0', '127.0.0.1');
  const none = await series(here, {});
  expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="tunnelscope"']);
  for (const header of [bearer('nothing'), bearer(`${writer}x`), bearer(writer.slice(0, -1)), bearer('')]) {
    const wrong = await series(here, header);
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    expect(wrong.headers.get('www-authenticate')).toContain('invalid_token');
  }
  for (const authorization of [`Basic ${writer}`, writer]) {
    const other = await series(here, { authorization });
    // RFC 6750 §3.1: no error code for another scheme.
    expect([other.status, other.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="tunnelscope"']);
    expect(((await other.json()) as Answer).detail).toBe('found another scheme than Bearer, expected Authorization: Bearer with a token of this service');
  }
  const scope = await series(here, bearer(reader));
  expect([scope.status, scope.headers.get('www-authenticate')]).toEqual([403, 'Bearer realm="tunnelscope", error="insufficient_scope", scope="write"']);
  expect((await series(here, bearer(writer))).status).toBe(200);
  expect((await fetch(`${here}/metrics`, { headers: bearer(reader) })).status).toBe(200);
  expect((await fetch(`${here}/metrics`, { headers: bearer(writer) })).status).toBe(403);
  expect((await fetch(`${here}/v1/nothing`)).status).toBe(401);
  for (const path of ['/healthz', '/readyz', '/openapi.json', '/docs', '/docs/start.js']) expect((await fetch(here + path)).status).toBe(200);
  // Its names are not known beyond loopback, and the token says who may.
  expect((await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { host: 'anything' } })).status).toBe(200);
});

test('the log names who called, never the token', async () => {
  const { url, log } = await runServer({ tokenFile });
  await series(url, bearer(writer));
  await expect.poll(() => log.find(({ msg }) => msg === 'request')?.caller).toBe('writer');
  expect(JSON.stringify(log)).not.toContain(writer);
});

test('a file without tokens is warned of at the start', async () => {
  const empty = join(folder, 'empty');
  writeFileSync(empty, '# none yet\n');
  const { log, url } = await runServer({ tokenFile: empty });
  expect(log.filter(({ level }) => level === 'warn')).toEqual([expect.objectContaining({ tokenFile: empty, msg: expect.stringContaining('has none') })]);
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
});

test('files hold hashes, for their owner alone', () => {
  const text = readFileSync(tokenFile, 'utf8');
  expect(text).toMatch(/^reader read [0-9a-f]{64}\nwriter write [0-9a-f]{64}\n$/);
  expect(text).not.toContain(reader.slice(4));
  expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
});

test('a file with something else in it is refused, without repeating it', () => {
  const file = join(folder, 'wrong');
  writeFileSync(file, `# ours\n\n${writer}\n`);
  expect(() => readTokenFile(file)).toThrow(`${file}: line 3: expected a name, scopes (read, write) and a SHA-256, found something else`);
  writeFileSync(file, `name admin ${'0'.repeat(64)}\n`);
  expect(() => readTokenFile(file)).toThrow('line 1');
  expect(() => addToken(file, 'a b', ['read'])).toThrow('name of a token');
});

test('a problem of a token is a problem like others', async () => {
  const { url } = await runServer({ tokenFile });
  expect((await (await fetch(`${url}/metrics`)).json()) as Answer).toMatchObject({ status: 401, type: 'urn:tunnelscope:problem:token', instance: '/metrics' });
});
