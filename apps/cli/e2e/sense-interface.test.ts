import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { noServer, startServer } from './nats-server.ts';
import { ended, jsonLines, start, tunnelscope } from './tunnelscope.ts';

const installed = spawnSync('tcpdump', ['--version']).status === 0;
const why = !installed ? 'skipped, tcpdump is not installed' : noServer ? 'skipped, nats-server is not installed' : process.getuid?.() !== 0 ? 'skipped, only root may capture' : null;

test.skipIf(why !== null)(`packets of an interface come to a worker (${why ?? 'on loopback'})`, async () => {
  const server = await startServer();
  const env = { TUNNELSCOPE_NATS: server.url };
  const [from, to] = [createSocket('udp4'), createSocket('udp4')];
  to.bind(0, '127.0.0.1');
  await once(to, 'listening');
  const { port } = to.address() as AddressInfo;
  expect(await tunnelscope(['nats', 'init', '--partitions', '1', '--lease', '1'], { env })).toMatchObject({ exitCode: 0 });
  const worker = start(['work', '--name', 'one', '--json'], { env });
  const working = ended(worker);
  const tap = start(['sense', '--interface', 'lo', '--filter', `udp port ${port}`, '--tap', 'a', '--json'], { env });
  const sensing = ended(tap);
  for (let i = 0; i < 150; i++) {
    from.send(Buffer.alloc(1000), port, '127.0.0.1');
    await sleep(20);
  }
  tap.kill('SIGINT');
  const { exitCode, stdout } = await sensing;
  const [line] = jsonLines(stdout);
  expect({ exitCode, ...line }).toMatchObject({ exitCode: 130, tap: 'a', flows: 1, droppedByKernel: 0, droppedPackets: 0, unsentPackets: 0 });
  expect(line.packets).toBeGreaterThan(50);
  const packets = async () => (JSON.parse((await tunnelscope(['nats', 'status', '--json'], { env })).stdout) as { partitions: { packets: number; lag: number }[] }).partitions[0];
  worker.kill('SIGTERM');
  expect(await working).toMatchObject({ exitCode: 0 });
  // What it has stored as it ended.
  expect(await packets()).toMatchObject({ packets: line.packets });
  from.close();
  to.close();
  await server.close();
});
