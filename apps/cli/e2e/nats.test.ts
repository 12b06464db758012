import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer } from './nats-server.ts';
import { ended, LIVE, start, tunnelscope, VOD } from './tunnelscope.ts';

const missing = spawnSync('nats-server', ['--version']).error !== undefined;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe.skipIf(missing)('nats', () => {
  let folder: string;
  let server: ChildProcess;
  let url: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tunnelscope-nats-'));
    const port = await freePort();
    url = `nats://127.0.0.1:${port}`;
    server = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder], { stdio: 'ignore' });
    while ((await nats('status')).stderr.includes('no connection')) await sleep(50);
  });
  afterAll(async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
    await rm(folder, { recursive: true });
  });
  const nats = (...words: string[]) => tunnelscope(['nats', ...words, '--nats', url]);

  test('a server is made ready once, and shows how it is', async () => {
    const early = await nats('status');
    expect([early.exitCode, early.stderr]).toEqual([3, expect.stringMatching(/: run tunnelscope nats init first\n$/)]);
    expect(await nats('init', '--replicas', '3')).toMatchObject({ exitCode: 3, stderr: 'tunnelscope: the NATS server refuses: replicas > 1 not supported in non-clustered mode\n' });
    const first = await nats('init', '--partitions', '3', '--max-size', '0.01', '--storage', 'memory');
    expect(first).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/^ready with 3 partitions; made: TUNNELSCOPE_PACKETS, /) });
    expect((await nats('init')).stdout).toBe('ready with 3 partitions; nothing to do\n');
    expect(await nats('init', '--max-size', '2', '--lease', '5')).toMatchObject({ exitCode: 0, stdout: 'ready with 3 partitions; nothing to do\n', stderr: 'tunnelscope: warning: what is there stays as it is: --max-size: found 0.01, not 2\n' });
    const other = await nats('init', '--partitions', '4');
    expect([other.exitCode, other.stderr]).toEqual([3, expect.stringMatching(/found a server with 3 partitions, expected 4/)]);
    const text = await nats('status');
    expect(text.stdout).toMatch(/^TUNNELSCOPE_PACKETS +0 +0 B +10\.0 MB$/m);
    expect(text.stdout).toMatch(/^workers: none\npartitions without a worker: 3 of 3\nrefused messages: 0\n$/m);
    const { stdout } = await nats('status', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ workers: [], refused: 0, partitions: [{ partition: 0, owner: null, lag: 0 }, {}, {}] });
  });
});

test.skipIf(missing)('a file that was stopped holds others up, until it is forgotten', async () => {
  const server = await startServer();
  const env = { TUNNELSCOPE_NATS: server.url };
  await tunnelscope(['nats', 'init', '--partitions', '1', '--lease', '1'], { env });
  const worker = start(['work', '--name', 'one'], { env });
  const working = ended(worker);
  const stopped = start(['sense', VOD, '--tap', 'stopped', '--speed', '10'], { env });
  const stopping = ended(stopped);
  const now = async () => (JSON.parse((await tunnelscope(['nats', 'status', '--json'], { env })).stdout) as { partitions: { lag: number }[] }).partitions[0]!.lag;
  while ((await now()) < 3) await sleep(50);
  stopped.kill('SIGINT');
  expect((await stopping).exitCode).toBe(130);
  expect(await tunnelscope(['sense', LIVE, '--tap', 'other'], { env })).toMatchObject({ exitCode: 0 });
  expect(await tunnelscope(['nats', 'forget', 'stopped'], { env })).toEqual(expect.objectContaining({ exitCode: 0, stdout: 'tap stopped has ended\n', stderr: '' }));
  await sleep(500);
  worker.kill('SIGTERM');
  await working;
  const { partitions } = JSON.parse((await tunnelscope(['nats', 'status', '--json'], { env })).stdout) as { partitions: { flows: number; packets: number }[] };
  // All flows have ended, and all packets of the other one are counted.
  expect(partitions[0]!.flows).toBe(0);
  expect(partitions[0]!.packets).toBeGreaterThan(20_997);
  await server.close();
});

test.skipIf(missing)('what a server does not do is said with what to do', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const server = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const url = `nats://127.0.0.1:${port}`;
  const run = (...words: string[]) => tunnelscope([...words, '--nats', url]);
  while ((await run('nats', 'status')).stderr.includes('no connection')) await sleep(50);
  for (const words of [['nats', 'init'], ['nats', 'status'], ['work'], ['sense', LIVE, '--tap', 'a']]) {
    expect(await run(...words)).toMatchObject({ exitCode: 3, stdout: '', stderr: expect.stringMatching(/^tunnelscope: the NATS server has no JetStream for this user \(.*\): start it with -js\n$/) });
  }
  server.kill('SIGKILL');
  await once(server, 'exit');
});

test.each([
  [['status', '--replicas', '3'], 2, '--replicas is not for nats status'],
  [['forget'], 2, 'nats forget: which tap? give its name'],
  [['forget', 'a.b'], 2, 'Expected 1 to 64 letters, digits, - or _.'],
  [['init', 'lobby'], 2, 'nats init lobby: expected nothing behind init'],
  [['init', '--json'], 2, '--json is not for nats init'],
  [['init', '--partitions', '0'], 2, 'Expected a whole number from 1 to 256'],
  [['status', '--nats', 'nats://127.0.0.1:1'], 3, 'no connection to the NATS server 127.0.0.1:1'],
])('nats %j: exit code %i', async (words, exitCode, message) => {
  const ended = await tunnelscope(['nats', ...words]);
  expect([ended.exitCode, ended.stdout]).toEqual([exitCode, '']);
  expect(ended.stderr).toContain(message);
});
