import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noServer, type OwnServer, startServer } from './nats-server.ts';
import { ended, jsonLines, LIVE, start, tunnelscope, VOD } from './tunnelscope.ts';

test.each([
  [['sense', LIVE], 2, "required option '--tap <name>' not specified"],
  [['sense', LIVE, '--tap', 'a.b'], 2, "option '--tap <name>' argument 'a.b' is invalid. Expected 1 to 64 letters, digits, - or _."],
  [['sense', '--tap', 'a'], 2, 'nothing to read: give a capture, - for standard input, or --interface NAME'],
  [['sense', LIVE, '--tap', 'a', '--interface', 'lo'], 2, `found both ${LIVE} and --interface lo: sense one of them`],
  [['sense', LIVE, '--tap', 'a', '--with', 'b,a'], 2, '--with a: a tap does not wait for itself'],
  [['sense', LIVE, '--tap', 'a', '--filter', 'udp'], 2, "--filter is tcpdump's and needs --interface"],
  [['sense', 'no-such.pcap', '--tap', 'a'], 3, 'no-such.pcap: no such file'],
  [['sense', LIVE, '--tap', 'a', '--nats', 'http://a'], 3, 'the address of the NATS server is wrong: found "http://a", expected nats://HOST:PORT or tls://HOST:PORT, several by commas'],
  [['sense', LIVE, '--tap', 'a', '--nats', 'nats://127.0.0.1:1'], 3, 'no connection to the NATS server 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1'],
  [['sense', LIVE, '--tap', 'a', '--creds', 'no-such.creds'], 3, "no-such.creds: ENOENT: no such file or directory, open 'no-such.creds'"],
] as const)('%j', async (words, exitCode, message) => {
  expect(await tunnelscope(words)).toMatchObject({ exitCode, stdout: '', stderr: `tunnelscope: ${message}\n` });
});

describe.skipIf(noServer)('with a server', () => {
  let folder: string;
  let server: OwnServer;
  let env: { readonly TUNNELSCOPE_NATS: string };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tunnelscope-e2e-'));
    server = await startServer();
    env = { TUNNELSCOPE_NATS: server.url };
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  const messages = async () => JSON.parse((await tunnelscope(['nats', 'status', '--json'], { env })).stdout).streams[0].messages as number;

  test('that nobody has made ready, that is told of', async () => {
    const { exitCode, stderr } = await tunnelscope(['sense', LIVE, '--tap', 'a'], { env });
    expect(stderr).toMatch(/^tunnelscope: the server has no .*: run tunnelscope nats init first\n$/);
    expect(exitCode).toBe(3);
  });

  test('a capture is sent, as a file or through a pipe, and what was sent is told of', async () => {
    expect(await tunnelscope(['nats', 'init', '--partitions', '4'], { env })).toMatchObject({ exitCode: 0 });
    const { exitCode, stdout, stderr } = await tunnelscope(['sense', LIVE, '--tap', 'a', '--json'], { env });
    const [line] = jsonLines(stdout);
    expect(line).toMatchObject({ kind: 'sense', tap: 'a', resumed: false, packets: 20_997, flows: 1, duplicates: 0, droppedPackets: 0, unsentPackets: 0, strayPackets: 0 });
    expect(stderr).toMatch(/^tunnelscope: tap a, run \d+: 20,997 packets of 1 flow, [\d,]+ messages of [\d,]+ bytes sent\n$/);
    expect(exitCode).toBe(0);
    const piped = await tunnelscope(['sense', '-', '--tap', 'b', '--json', '--quiet'], { env, input: await readFile(LIVE) });
    expect(piped).toMatchObject({ exitCode: 0, stderr: '' });
    expect(jsonLines(piped.stdout)).toMatchObject([{ tap: 'b', packets: 20_997, unsentPackets: 0 }]);
  });

  test('what could be read of a capture is sent, and its fault told of', async () => {
    await tunnelscope(['nats', 'init', '--partitions', '4'], { env });
    const cut = join(folder, 'cut.pcap');
    await writeFile(cut, gunzipSync(await readFile(LIVE)).subarray(0, 100_000));
    const { exitCode, stdout, stderr } = await tunnelscope(['sense', cut, '--tap', 'a', '--json'], { env });
    expect(jsonLines(stdout)[0].packets).toBeGreaterThan(500);
    expect(stderr).toMatch(/cut\.pcap/);
    expect(exitCode).toBe(3);
  });

  test('a file that is told to end says that it is waited for, and the same command goes on where it was', async () => {
    await tunnelscope(['nats', 'init', '--partitions', '4'], { env });
    const first = start(['sense', LIVE, '--tap', 'a', '--speed', '60', '--json'], { env });
    const end = ended(first);
    await expect.poll(messages, { timeout: 20_000 }).toBeGreaterThan(10);
    first.kill('SIGINT');
    const { exitCode, stdout, stderr } = await end;
    expect(exitCode).toBe(130);
    expect(jsonLines(stdout)).toMatchObject([{ stopped: true, unsentPackets: 0 }]);
    expect(stderr).toMatch(/\ntunnelscope: tap a was stopped before the end of its file: the same command goes on where it was, and other taps' files wait for it\n$/);
    const again = await tunnelscope(['sense', LIVE, '--tap', 'a', '--speed', '60', '--json'], { env });
    expect(again).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/^tunnelscope: tap a, run \d+ \(gone on with\): 20,997 packets .* sent\n$/) });
    expect(jsonLines(again.stdout)).toMatchObject([{ resumed: true, stopped: false }]);
  });

  test('of two processes with the name of one tap the first ends, and says why and what it has not sent', async () => {
    await tunnelscope(['nats', 'init', '--partitions', '4'], { env });
    const first = start(['sense', LIVE, '--tap', 'a', '--speed', '10', '--json'], { env });
    const end = ended(first);
    await expect.poll(messages, { timeout: 20_000 }).toBeGreaterThan(10);
    expect(await tunnelscope(['sense', VOD, '--tap', 'a', '--speed', '100'], { env })).toMatchObject({ exitCode: 0 });
    const { exitCode, stdout, stderr } = await end;
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/tunnelscope: another process sends as tap a, which began later: each tap needs a name of its own\n$/);
    const [line] = jsonLines(stdout);
    expect(line.packets).toBeLessThan(20_997);
  });

  test('told to end while the stream and its own memory are full, it ends, and says what was not sent', async () => {
    await tunnelscope(['nats', 'init', '--partitions', '1', '--max-size', '0.00003'], { env });
    const child = start(['sense', VOD, '--tap', 'a', '--spool', '0.001', '--json'], { env });
    const end = ended(child);
    let told = '';
    child.stderr.on('data', (text: string) => {
      told += text;
    });
    while (!told.includes('is full')) await sleep(20);
    child.kill('SIGTERM');
    const { exitCode, stdout } = await end;
    expect(exitCode).toBe(143);
    const [line] = jsonLines(stdout);
    expect(line.unsentPackets).toBeGreaterThan(0);
  });
});
