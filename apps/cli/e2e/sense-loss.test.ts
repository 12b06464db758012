import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noServer, type OwnServer, startServer } from './nats-server.ts';
import { ended, jsonLines, LIVE, type Line, start, tunnelscope } from './tunnelscope.ts';
import { childOf, udpPort } from './udp-port.ts';

const PARTITIONS = 4;
const installed = spawnSync('tcpdump', ['--version']).status === 0;
const why = noServer ? 'skipped, nats-server is not installed' : !installed ? 'skipped, tcpdump is not installed' : process.getuid?.() !== 0 ? 'skipped, only root may capture' : process.platform !== 'linux' ? 'skipped, /proc names tcpdump' : null;

/** It shows a part of a capture, says what it dropped meanwhile, and shows the rest; told to end, it has dropped more. */
const STAND_IN = `#!/bin/sh
trap '' USR1
trap 'kill $!; echo "30 packets dropped by kernel" >&2; exit' TERM
echo 'tcpdump: listening on eth9' >&2
head -c 200000 "$CAPTURE"
printf '7 packets dropped by kernel\\n5 packets dropped by interface\\n' >&2
sleep 1
tail -c +200001 "$CAPTURE"
sleep 60 &
wait
`;

let folder: string;
let server: OwnServer;
let env: Record<string, string>;
let running: ChildProcess[] = [];
beforeEach(async () => {
  if (noServer) return;
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
  server = await startServer();
  env = { TUNNELSCOPE_NATS: server.url };
  await tunnelscope(['nats', 'init', '--partitions', String(PARTITIONS)], { env });
});
afterEach(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  running = [];
  if (noServer) return;
  await server.close();
  await rm(folder, { recursive: true });
});

function begin(words: readonly string[], more: Record<string, string> = {}) {
  const child = start(words, { env: { ...env, ...more } });
  running.push(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return {
    child,
    lines: () => jsonLines(text.slice(0, text.lastIndexOf('\n') + 1)),
    stop: () => {
      const end = ended(child);
      child.kill('SIGTERM');
      return end;
    },
  };
}

async function status(): Promise<Line> {
  return jsonLines((await tunnelscope(['nats', 'status', '--json'], { env })).stdout)[0];
}

test.skipIf(noServer)('what the system dropped stands in the summary and in the verdicts of the time', { timeout: 60_000 }, async () => {
  await writeFile(join(folder, 'tcpdump'), STAND_IN, { mode: 0o755 });
  await writeFile(join(folder, 'capture.pcap'), gunzipSync(await readFile(LIVE)));
  const work = begin(['work', '--name', 'one']);
  const watch = begin(['watch', server.url, '--json']);
  await expect.poll(() => server.consumers('TUNNELSCOPE_VERDICTS'), { timeout: 10_000 }).toBeGreaterThan(0);
  const sense = begin(['sense', '--interface', 'eth9', '--tap', 'a', '--json'], { PATH: `${folder}:${process.env.PATH}`, CAPTURE: join(folder, 'capture.pcap') });
  // All 12 were lost in the partition of the only flow that there is.
  await expect.poll(() => watch.lines().flatMap(({ warnings }) => warnings ?? []), { timeout: 30_000 }).toContain('tap a dropped 12 packets in these two minutes');
  const { exitCode, stdout, stderr } = await sense.stop();
  expect(exitCode).toBe(143);
  expect(jsonLines(stdout)).toMatchObject([{ kind: 'sense', packets: 20_997, droppedPackets: 0, droppedByKernel: 35 }]);
  expect(stderr).toMatch(/, 35 packets dropped by kernel\n/);
  await watch.stop();
  await work.stop();
  // A worker that ends stores what it knows.
  expect((await status()).partitions.reduce((sum: number, { lostPackets }: Line) => sum + lostPackets, 0)).toBe(12);
});

test.skipIf(why !== null)(`what the kernel drops of an interface is told of (${why ?? 'on loopback'})`, { timeout: 60_000 }, async () => {
  const udp = await udpPort();
  const sense = begin(['sense', '--interface', 'lo', '--filter', `udp port ${udp.port}`, '--tap', 'a', '--json', '--quiet']);
  // A tap without packets says nothing.
  const says = async () => {
    await udp.send(10);
    return (await status()).streams[0].messages;
  };
  await expect.poll(says, { timeout: 20_000 }).toBeGreaterThan(0);
  const tcpdump = childOf(sense.child);
  // While tcpdump does not run nobody empties the kernel's buffer.
  process.kill(tcpdump, 'SIGSTOP');
  await udp.send(40_000);
  process.kill(tcpdump, 'SIGCONT');
  const { exitCode, stdout } = await sense.stop();
  udp.close();
  expect(exitCode).toBe(143);
  expect(jsonLines(stdout)[0].droppedByKernel).toBeGreaterThan(1000);
});
