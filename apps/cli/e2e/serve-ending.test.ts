import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Serving, serving } from './serving.ts';
import { jsonLines, LIVE, tunnelscope } from './tunnelscope.ts';

let folder: string;
let env: Readonly<Record<string, string>>;
let child: ChildProcess | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-ending-'));
  env = { XDG_DATA_HOME: folder };
});
afterEach(async () => {
  if (child?.exitCode === null) child.kill('SIGKILL');
  child = null;
  await rm(folder, { recursive: true });
});
const begin = (...words: string[]) =>
  serving(
    ['--port', '0', ...words],
    (started) => {
      child = started;
    },
    { env },
  );

/** Begins to send a capture, and waits until the service is at it. */
async function sending({ url }: Serving): Promise<{ socket: Socket; rest: Buffer; answer: Promise<string> }> {
  const capture = await readFile(LIVE);
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('latin1');
  let text = '';
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => {});
  const answer = new Promise<string>((resolve) => socket.on('close', () => resolve(text)));
  socket.write(`POST /v1/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nContent-Length: ${capture.length}\r\n\r\n`);
  socket.write(capture.subarray(0, 5000));
  const inFlight = async () => /^tunnelscope_http_requests_in_flight (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
  await expect.poll(inFlight).toBe('2');
  return { socket, rest: capture.subarray(5000), answer };
}
const refused = ({ url }: Serving) => fetch(`${url}/healthz`).then(() => 'answered', () => 'refused');

test('told to end by SIGTERM it answers what it has accepted, and keeps it', async () => {
  const server = await begin('--shutdown-timeout', '60');
  const { socket, rest, answer } = await sending(server);
  const end = server.end('SIGTERM');
  await expect.poll(() => refused(server)).toBe('refused');
  socket.write(rest);
  expect(await answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*"verdict":"live"/);
  const { exitCode, stderr } = await end;
  expect([exitCode, jsonLines(stderr).at(-1)?.msg]).toEqual([0, 'ended']);
  const again = await begin();
  expect(await (await fetch(`${again.url}/v1/verdicts?source=upload`)).json()).toMatchObject({ verdicts: [{ line: { verdict: 'live' } }] });
});

test('two signals at once, as of a process group, are one', async () => {
  const server = await begin('--shutdown-timeout', '600');
  const { socket, rest, answer } = await sending(server);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) server.child.kill(signal);
  await expect.poll(() => refused(server)).toBe('refused');
  socket.write(rest);
  expect(await answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*"verdict":"live"/);
  // The system may tell of the later one first.
  expect([0, 130]).toContain((await server.end('SIGCONT')).exitCode);
});

test('a second SIGTERM after a while ends it at once', async () => {
  const server = await begin('--shutdown-timeout', '600');
  const { answer } = await sending(server);
  server.child.kill('SIGTERM');
  await expect.poll(() => refused(server)).toBe('refused');
  // Sooner it is taken for the first one, told twice.
  await sleep(600);
  expect(server.child.exitCode).toBeNull();
  expect(await server.end('SIGTERM')).toMatchObject({ exitCode: 143 });
  expect(await answer).toBe('');
});

test('what is not answered in time is broken off', async () => {
  const server = await begin('--shutdown-timeout', '0.3');
  const { answer } = await sending(server);
  expect(await server.end('SIGTERM')).toMatchObject({ exitCode: 0 });
  expect(await answer).toBe('');
});

test('two of them on one history: the second is refused, and the first goes on', async () => {
  const { url } = await begin();
  expect(await tunnelscope(['serve', '--port', '0'], { env })).toMatchObject({
    exitCode: 3, stdout: '', stderr: `tunnelscope: ${join(folder, 'tunnelscope/history.db')}: found another server using it, expected none: give each its own by --database\n`,
  });
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

const hasIpv6 = Object.values(networkInterfaces()).flat().some((each) => each?.address === '::1');

test.skipIf(!hasIpv6)(`it listens on IPv6, and on both (${hasIpv6 ? '::1 and ::' : 'skipped, this machine has no IPv6'})`, async () => {
  const six = await begin('--host', '::1');
  expect(six.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect((await fetch(`${six.url}/healthz`)).status).toBe(200);
  await six.end('SIGTERM');
  const tokens = join(folder, 'tokens');
  await tunnelscope(['serve', '--token-file', tokens, '--new-token', 'any']);
  const both = await begin('--host', '::', '--token-file', tokens);
  const { port } = new URL(both.url);
  for (const host of ['[::1]', '127.0.0.1']) expect((await fetch(`http://${host}:${port}/healthz`)).status).toBe(200);
});
