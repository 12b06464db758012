import { type ChildProcess, spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serving } from './serving.ts';
import { jsonLines, type Line } from './tunnelscope.ts';
import { childOf, type UdpPort, udpPort } from './udp-port.ts';

const installed = spawnSync('tcpdump', ['--version']).status === 0;
const why = !installed ? 'skipped, tcpdump is not installed' : process.getuid?.() !== 0 ? 'skipped, only root may capture' : process.platform !== 'linux' ? 'skipped, /proc names tcpdump' : null;

let child: ChildProcess | null = null;
let udp: UdpPort;
beforeEach(async () => {
  udp = await udpPort();
});
afterEach(() => {
  if (child?.exitCode === null) child.kill('SIGKILL');
  udp.close();
  child = null;
});

test.skipIf(why !== null)(`an interface is judged by a tcpdump of our own, and what the kernel drops is told (${why ?? 'on loopback'})`, { timeout: 60_000 }, async () => {
  const { port, send } = udp;
  const { child: server, url, end } = await serving(['--port', '0', '--database', ':memory:', '--interface', 'lo', '--filter', `udp port ${port}`], (started) => {
    child = started;
  });
  const stats = async (): Promise<Line> => (await fetch(`${url}/v1/stats`)).json();
  const dropped = async () => Number(/^tunnelscope_packets_dropped_total\{reason="kernel"\} (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);
  await send(100);
  await expect.poll(async () => (await stats()).packets, { timeout: 10_000 }).toBe(100);
  expect(await stats()).toMatchObject({ bytes: 102_800, source: { name: 'lo', format: 'pcap', packets: 100, state: 'running', error: null } });
  expect(await dropped()).toBe(0);
  const { flows } = (await (await fetch(`${url}/v1/flows`)).json()) as Line;
  expect(flows).toMatchObject([{ packets: 100, flow: { protocol: 17, client: '127.0.0.1' } }]);
  // While tcpdump does not run nobody empties the kernel's buffer.
  const tcpdump = childOf(server);
  process.kill(tcpdump, 'SIGSTOP');
  await send(40_000);
  process.kill(tcpdump, 'SIGCONT');
  await expect.poll(dropped, { timeout: 20_000 }).toBeGreaterThan(0);
  // Each packet was seen or is missed; on loopback the kernel meets it twice, on its way out and in.
  await expect.poll(async () => (await dropped()) / (40_100 - (await stats()).packets), { timeout: 20_000 }).toBeOneOf([1, 2]);
  expect((await stats()).source.droppedByKernel).toBe(await dropped());
  const { exitCode, stderr } = await end('SIGTERM');
  expect(exitCode).toBe(0);
  expect(jsonLines(stderr).find(({ msg }) => msg === 'the stream has ended')).toMatchObject({ source: { state: 'ended', error: null } });
  // It does not go on capturing.
  expect(() => process.kill(tcpdump, 0)).toThrow('ESRCH');
});

test.skipIf(why !== null)(`a tcpdump that dies is an error that is told, and the service goes on (${why ?? 'on loopback'})`, { timeout: 60_000 }, async () => {
  const { port, send } = udp;
  const { child: server, url } = await serving(['--port', '0', '--database', ':memory:', '--interface', 'lo', '--filter', `udp port ${port}`], (started) => {
    child = started;
  });
  await send(10);
  const source = async () => ((await (await fetch(`${url}/v1/stats`)).json()) as Line).source;
  await expect.poll(async () => (await source()).packets, { timeout: 10_000 }).toBe(10);
  process.kill(childOf(server), 'SIGKILL');
  await expect.poll(async () => (await source()).state, { timeout: 10_000 }).toBe('failed');
  expect((await source()).error).toBe('--interface lo: tcpdump has ended');
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});
