import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers, consumersOf, freePort } from './nats-server.ts';

/** Three nats-servers that are one cluster, on loopback, each with a folder of its own. */
export interface NatsCluster {
  /** Of all three. */
  readonly urls: string;
  /** Consumers of a stream. */
  consumers(stream: string): Promise<number>;
  /** As a crash of one of them. @param server 0, 1 or 2 */
  kill(server: number): Promise<void>;
  start(server: number): Promise<void>;
  close(): Promise<void>;
}

export async function startCluster(): Promise<NatsCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  const names = ['one', 'two', 'three'];
  const [ports, routes, monitors] = [await freePorts(3), await freePorts(3), await freePorts(3)];
  const running = new Map<number, ChildProcess>();
  for (const [i, name] of names.entries()) {
    await writeFile(join(folder, `${name}.conf`), `
      server_name: ${name}
      listen: 127.0.0.1:${ports[i]}
      http: 127.0.0.1:${monitors[i]}
      jetstream { store_dir: "${join(folder, name)}" }
      cluster { name: tests, listen: 127.0.0.1:${routes[i]}, routes: [${routes.map((port) => `nats://127.0.0.1:${port}`).join(', ')}] }
    `);
  }
  const start = async (i: number) => {
    running.set(i, spawn('nats-server', ['-c', join(folder, `${names[i]}.conf`)], { stdio: 'ignore' }));
    while (!(await answers(ports[i]!))) await sleep(50);
  };
  const kill = async (i: number) => {
    const server = running.get(i)!;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
    running.delete(i);
  };
  await Promise.all(names.map((_, i) => start(i)));
  return {
    urls: ports.map((port) => `nats://127.0.0.1:${port}`).join(','), kill, start,
    consumers: async (stream) => Math.max(...(await Promise.all(monitors.map((monitor) => consumersOf(monitor, stream))))),
    close: async () => {
      await Promise.all([...running.keys()].map(kill));
      await rm(folder, { recursive: true });
    },
  };
}

async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  return ports;
}
