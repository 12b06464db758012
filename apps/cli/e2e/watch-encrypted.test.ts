import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type Serving, serving } from './serving.ts';
import { LIVE, tunnelscope } from './tunnelscope.ts';

const why = spawnSync('openssl', ['version']).status === 0 ? null : 'skipped, openssl is not installed';
const folder = mkdtempSync(join(tmpdir(), 'watch-encrypted-'));
const open: (() => unknown)[] = [];
afterEach(() => {
  for (const end of open.splice(0)) end();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function serve(words: readonly string[]): Promise<Serving> {
  return serving(['--port', '0', '--database', ':memory:', '--input', LIVE, ...words], (child) => open.push(() => child.exitCode === null && child.kill('SIGKILL')), { env: { XDG_DATA_HOME: folder } });
}

/** A proxy before a server that takes TLS off. @returns its port */
async function encrypting(url: string, certificate: string, key: string): Promise<number> {
  const proxy = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (socket) => {
    const behind = connect(Number(new URL(url).port), '127.0.0.1');
    for (const [one, other] of [[socket, behind], [behind, socket]] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
    open.push(() => socket.destroy());
  });
  proxy.on('tlsClientError', () => {});
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  open.push(() => proxy.close());
  return (proxy.address() as AddressInfo).port;
}

test.skipIf(why !== null)(`a server behind TLS is watched once its authority is named, and not before (${why ?? 'openssl'})`, async () => {
  const [certificate, key] = [join(folder, 'ca.pem'), join(folder, 'key.pem')];
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate], { encoding: 'utf8' });
  expect([made.status, made.stderr]).toEqual([0, expect.any(String)]);
  const tokens = join(folder, 'tokens');
  const TUNNELSCOPE_TOKEN = (await tunnelscope(['serve', '--token-file', tokens, '--new-token', 'watcher', '--scopes', 'read'])).stdout.trim();
  const server = await serve(['--token-file', tokens]);
  const port = await encrypting(server.url, certificate, key);
  const url = `https://localhost:${port}`;
  const untrusted = await tunnelscope(['watch', url, '--json'], { env: { TUNNELSCOPE_TOKEN } });
  expect(untrusted).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringMatching(/^tunnelscope: https:[^\n]*: its certificate is not trusted \([A-Z_]*SELF_SIGNED[A-Z_]*\): NODE_EXTRA_CA_CERTS=FILE names[^\n]*\n$/) });
  const env = { TUNNELSCOPE_TOKEN, NODE_EXTRA_CA_CERTS: certificate };
  const snapshot = join(folder, 'encrypted.txt');
  expect(await tunnelscope(['watch', url, '--snapshot', snapshot], { env })).toMatchObject({ exitCode: 0, stderr: '' });
  expect(readFileSync(snapshot, 'utf8')).toMatch(/connected[\s\S]*172\.31\.1\.2[\s\S]*● live/);
  // The certificate says localhost, and nothing of its address.
  const renamed = await tunnelscope(['watch', `https://127.0.0.1:${port}`, '--json'], { env });
  expect(renamed).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringContaining('its certificate is not trusted (ERR_TLS_CERT_ALTNAME_INVALID)') });
}, 180_000);

test('who sends a token unencrypted to another machine is warned, unless it is quiet', async () => {
  const closed = createTcpServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  const watch = async (host: string, ...words: string[]) => (await tunnelscope(['watch', `http://${host}:${port}`, '--json', ...words], { env: { TUNNELSCOPE_TOKEN: 'tsk_x' } })).stderr;
  // All addresses of this machine: by its name it could be another one.
  const refused = `tunnelscope: http://0.0.0.0:${port}: connection refused\n`;
  expect(await watch('0.0.0.0')).toBe(`tunnelscope: warning: http://0.0.0.0:${port}: the token goes there unencrypted, and whoever sees it can use it: expected https://\n${refused}`);
  expect(await watch('0.0.0.0', '--quiet')).toBe(refused);
  expect(await watch('127.0.0.1')).toBe(`tunnelscope: http://127.0.0.1:${port}: connection refused\n`);
});
