import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@nats-io/transport-node';

/** Why tests that want a server are skipped; null where there is one. */
export const NO_SERVER = spawnSync('nats-server', ['--version']).error ? 'nats-server is not installed' : null;

/** A real nats-server with JetStream in files, on loopback, with a folder and a port of its own. */
export interface NatsServer {
  readonly url: string;
  /** Of the process that runs. */
  readonly pid: number;
  /** As a crash: it may be started again on the same files. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it and removes its files. */
  close(): Promise<void>;
}

/** @param settings further arguments of nats-server */
export async function startNatsServer(...settings: string[]): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-nats-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const url = `nats://127.0.0.1:${port}`;
  const kill = async () => {
    if (child === null) return;
    const ended = child.exitCode === null ? once(child, 'exit') : null;
    child.kill('SIGKILL');
    await ended;
    child = null;
  };
  const start = async () => {
    child = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder, ...settings], { stdio: 'ignore' });
    for (let tries = 0; ; tries++) {
      try {
        const connection = await connect({ servers: url, reconnect: false, timeout: 1000 });
        await connection.close();
        return;
      } catch (error) {
        // It is up, and wants to know who comes.
        if ((error as Error).name === 'AuthorizationError') return;
        if (tries === 100 || child.exitCode !== null) throw error;
        await sleep(50);
      }
    }
  };
  await start();
  return {
    url, kill, start,
    get pid() {
      return child!.pid!;
    },
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
