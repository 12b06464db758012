import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const noServer = spawnSync('nats-server', ['--version']).error !== undefined;

/** A nats-server on loopback, with a folder and a port of its own. */
export interface OwnServer {
  readonly url: string;
  /** Consumers of a stream. */
  consumers(stream: string): Promise<number>;
  close(): Promise<void>;
}

export async function startServer(): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  const [port, monitor] = [await freePort(), await freePort()];
  const server = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port), '-m', String(monitor), '-js', '-sd', folder], { stdio: 'ignore' });
  while (!(await answers(port))) await sleep(50);
  return {
    url: `nats://127.0.0.1:${port}`,
    consumers: (stream) => consumersOf(monitor, stream),
    close: async () => {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Consumers of a stream, as the server's monitoring tells. @param monitor its port */
export async function consumersOf(monitor: number, stream: string): Promise<number> {
  const { account_details: accounts } = (await (await fetch(`http://127.0.0.1:${monitor}/jsz?streams=true`)).json()) as { account_details?: { stream_detail?: { name: string; state: { consumer_count: number } }[] }[] };
  return accounts?.flatMap(({ stream_detail: streams = [] }) => streams).find(({ name }) => name === stream)?.state.consumer_count ?? 0;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => resolve(true)));
    socket.on('error', () => resolve(false));
  });
}
