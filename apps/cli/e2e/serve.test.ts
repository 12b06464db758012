import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serving as startServing } from './serving.ts';
import { jsonLines, type Line, LIVE, type StartOptions, tunnelscope } from './tunnelscope.ts';

let folder: string;
let child: ChildProcessWithoutNullStreams | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-serve-'));
});
afterEach(async () => {
  if (child?.exitCode === null) child.kill('SIGKILL');
  child = null;
  await rm(folder, { recursive: true });
});

const serving = (words: readonly string[], options?: StartOptions) =>
  startServing(
    words,
    (started) => {
      child = started;
    },
    { ...options, env: { XDG_DATA_HOME: folder, ...options?.env } },
  );

test('a capture that is sent gets the lines that classify gives, and SIGTERM ends it in good order', async () => {
  const { url, end } = await serving(['--port', '0']);
  const body = new Uint8Array(readFileSync(LIVE));
  const answer = (await (await fetch(`${url}/v1/classify?name=x`, { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } })).json()) as Line;
  const expected = jsonLines((await tunnelscope(['classify', '--json', LIVE])).stdout).map((line) => ({ ...line, file: 'x' }));
  expect(answer).toEqual(expected);
  const { exitCode, stdout, stderr } = await end('SIGTERM');
  expect([exitCode, stdout]).toEqual([0, '']);
  expect(jsonLines(stderr).map(({ msg }) => msg)).toEqual(expect.arrayContaining(['listening', 'request', 'ending', 'ended']));
});

test('Ctrl-C ends it too, with the code of an interrupt', async () => {
  const { end } = await serving(['--port', '0']);
  expect((await end('SIGINT')).exitCode).toBe(130);
});

test('options come from the environment too, the command line wins', async () => {
  const env = { TUNNELSCOPE_PORT: '1', TUNNELSCOPE_MASK_ADDRESSES: '1', TUNNELSCOPE_ENGINE: 'typescript', TUNNELSCOPE_LOG_LEVEL: 'info' };
  const { url } = await serving(['--port', '0'], { env });
  const body = new Uint8Array(readFileSync(LIVE));
  const [line] = (await (await fetch(`${url}/v1/classify`, { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } })).json()) as Line;
  expect(line).toMatchObject({ engine: 'typescript', flow: { client: expect.stringMatching(/^host-/) } });
});

test('a token that was made is accepted, and seen once', async () => {
  const tokens = join(folder, 'tokens');
  const made = await tunnelscope(['serve', '--token-file', tokens, '--new-token', 'sensor', '--scopes', 'write']);
  expect(made.exitCode).toBe(0);
  const token = made.stdout.trim();
  expect(token).toMatch(/^tsk_[\w-]{43}$/);
  expect(await readFile(tokens, 'utf8')).not.toContain(token);
  const { url, end } = await serving(['--port', '0'], { env: { TUNNELSCOPE_TOKEN_FILE: tokens } });
  const ask = (headers: Record<string, string>) => fetch(`${url}/v1/classify/series`, { method: 'POST', body: '{"bytesDown":[1]}', headers: { 'content-type': 'application/json', ...headers } });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200);
  expect((await end('SIGTERM')).stderr).not.toContain(token);
});

test('a stream of this machine is judged, and its history is there after a restart', async () => {
  const first = await serving(['--port', '0', '--input', LIVE]);
  const flows = async (url: string) => ((await (await fetch(`${url}/v1/flows`)).json()) as Line).flows.map(({ verdict }: Line) => verdict);
  await expect.poll(() => flows(first.url)).toEqual(['live']);
  expect((await first.end('SIGTERM')).exitCode).toBe(0);
  const second = await serving(['--port', '0']);
  const { verdicts } = (await (await fetch(`${second.url}/v1/verdicts?source=live`)).json()) as Line;
  expect(verdicts.length).toBeGreaterThan(0);
  expect(verdicts[0].line.verdict).toBe('live');
});

test('packets come through standard input', async () => {
  const { url } = await serving(['--port', '0', '--input', '-', '--database', ':memory:']);
  child!.stdin.on('error', () => {});
  child!.stdin.write(gunzipSync(readFileSync(LIVE)));
  await expect.poll(async () => ((await (await fetch(`${url}/v1/flows`)).json()) as Line).flows.length).toBe(1);
});

test.each([
  [['--input', '/nothing/here'], 3, '/nothing/here: no such file'],
  [['--input', 'x', '--interface', 'y'], 2, "cannot be used with option"],
  [['--filter', 'udp'], 2, "--filter is tcpdump's and needs --interface"],
  [['--follow'], 2, '--follow needs --input FILE to follow'],
  [['--interface', 'nothing0'], 3, 'nothing0'],
  [['--database', '/dev/null/x'], 3, '/dev/null/x'],
  [['--database', '/proc/x.db'], 3, '/proc/x.db: the history cannot be kept there: no file can be made in that folder'],
  [['--host', '300.1.1.1'], 2, '300.1.1.1 is no IP address'],
  [['--token-file', '/dev/null', '--new-token', 'a b'], 2, '--new-token: name of a token: expected letters, digits, dot, hyphen or underscore, found "a b"'],
  [['--host', '0.0.0.0'], 2, 'expected a file of tokens (--token-file), found none'],
  [['--port', '65536'], 2, 'Expected a port from 0 to 65535'],
  [['--idle-timeout', '0'], 2, 'Expected a number above 0'],
  [['--new-token', 'x'], 2, '--new-token needs --token-file FILE'],
  [['--scopes', 'all'], 2, 'Expected read, write or read,write'],
  [['--token-file', '/nothing/here'], 3, '/nothing/here: no such file'],
  [['--model', '/nothing/here'], 3, '/nothing/here: no such file'],
])('serve %j is refused', async (words, code, message) => {
  const { exitCode, stdout, stderr } = await tunnelscope(['serve', '--port', '0', ...words], { env: { XDG_DATA_HOME: folder } });
  expect([exitCode, stdout]).toEqual([code, '']);
  expect(stderr).toContain(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test.each([
  ['TUNNELSCOPE_PORT', 'http'],
  ['TUNNELSCOPE_MASK_ADDRESSES', 'perhaps'],
])('so is %s=%s', async (name, value) => {
  const { exitCode, stderr } = await tunnelscope(['serve'], { env: { XDG_DATA_HOME: folder, [name]: value } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(name);
});

test('a file of tokens with something else in it is refused, and a port that is taken', async () => {
  const tokens = join(folder, 'tokens');
  await writeFile(tokens, 'hunter2\n');
  const wrong = await tunnelscope(['serve', '--port', '0', '--token-file', tokens], { env: { XDG_DATA_HOME: folder } });
  expect([wrong.exitCode, wrong.stderr]).toEqual([3, expect.stringContaining(`${tokens}: line 1: expected a name`)]);
  expect(wrong.stderr).not.toContain('hunter2');
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const taken = await tunnelscope(['serve', '--port', String(port)], { env: { XDG_DATA_HOME: folder } });
  other.close();
  expect([taken.exitCode, taken.stderr]).toEqual([1, expect.stringContaining(`cannot listen on 127.0.0.1 port ${port}: something else listens there already`)]);
});

test('the help names every variable', async () => {
  const { stdout } = await tunnelscope(['serve', '--help']);
  const [options] = stdout.split('Examples:');
  // One for each option that is not about making a token, asking for help or a network of clients.
  const flags = [...options!.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, flag]) => flag!).filter((flag) => !['new-token', 'scopes', 'client', 'help'].includes(flag));
  for (const flag of flags) expect(stdout.replace(/\s+/g, ' ')).toContain(`TUNNELSCOPE_${flag.toUpperCase().replaceAll('-', '_')}`);
  expect(flags.length).toBeGreaterThan(15);
});
