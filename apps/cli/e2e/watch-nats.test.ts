import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { NO_NATS, type RecordedCluster, recordedCluster } from './recorded-cluster.ts';
import { ended, jsonLines, LIVE, start, tunnelscope, VOD } from './tunnelscope.ts';

const folder = mkdtempSync(join(tmpdir(), 'watch-nats-'));
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of open.splice(0).reverse()) await end();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function cluster(partitions: number): Promise<RecordedCluster> {
  const made = await recordedCluster(partitions);
  open.push(made.end);
  return made;
}

describe.skipIf(NO_NATS !== null)('watch nats://', () => {
  test('events from now on come as lines of JSON, over a server that is killed', async () => {
    const { url, tell } = await cluster(1);
    await tell(`work 0 ${basename(LIVE)}`);
    const { events: before } = await tell('judge 0 3');
    const child = start(['watch', `nats://127.0.0.1:1,${url}`, '--json']);
    open.push(() => child.exitCode === null && child.kill('SIGKILL'));
    const end = ended(child);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    await expect.poll(() => tell('followers')).toMatchObject({ followers: 1 });
    await tell('judge 0 1');
    await tell('kill');
    await tell('start');
    const { events } = await tell('finish 0');
    await expect.poll(() => jsonLines(text).length).toBe(events.length - before.length);
    child.kill('SIGTERM');
    const { exitCode, stdout, stderr } = await end;
    expect({ exitCode, stderr }).toEqual({ exitCode: 143, stderr: '' });
    const lines = jsonLines(stdout);
    expect(lines.slice(0, -1)).toEqual(events.slice(before.length));
    expect(lines.at(-1)).toMatchObject({ kind: 'stats', error: null });
    expect(lines.at(-1).packets).toBeGreaterThan(0);
  });

  test('the dashboard shows the flows of all partitions, and which of them has no worker', async () => {
    const { url, tell } = await cluster(2);
    await tell(`work 1 ${basename(VOD)}`);
    await tell('judge 1 5');
    const file = join(folder, 'one.txt');
    const missing = await tunnelscope(['watch', url, '--snapshot', file]);
    expect(missing).toMatchObject({ exitCode: 0, stderr: `tunnelscope: warning: ${url}: no worker of partition 0\n` });
    expect(readFileSync(file, 'utf8')).toMatch(/connected[^\n]*no worker of partition 0[\s\S]*172\.31\.1\.2[\s\S]*■ vod/);
    await tell(`work 0 ${basename(LIVE)}`);
    await tell('judge 0 5');
    expect(await tunnelscope(['watch', url, '--snapshot', file, '--mask-addresses'])).toMatchObject({ exitCode: 0, stderr: '' });
    const both = readFileSync(file, 'utf8');
    expect(both).toMatch(/host-[0-9a-f]{10}/);
    expect(both).not.toContain('172.31.1.2');
    expect(both).toMatch(/■ vod/);
    expect(both).toMatch(/● live/);
  });

  test('what makes no sense is said', async () => {
    const { url, tell } = await cluster(1);
    const fails = async (words: string[]) => {
      const { exitCode, stderr } = await tunnelscope(['watch', ...words]);
      return [exitCode, stderr];
    };
    expect(await fails([url, '--idle', '5'])).toEqual([2, 'tunnelscope: --idle is decided where the workers run: give it to work\n']);
    expect(await fails([url, '--token-file', 'x'])).toEqual([2, 'tunnelscope: --token-file is for a server of serve: NATS servers take --creds FILE\n']);
    expect(await fails([url, '--creds', '/nothing/here'])).toEqual([3, "tunnelscope: /nothing/here: ENOENT: no such file or directory, open '/nothing/here'\n"]);
    expect(await fails([LIVE, '--creds', 'x'])).toEqual([2, 'tunnelscope: --creds is for NATS servers: tunnelscope watch nats://HOST:PORT\n']);
    await tell('kill');
    expect((await fails([url]))[1]).toMatch(/^tunnelscope: no connection to the NATS server 127\.0\.0\.1:\d+: connect ECONNREFUSED/);
  });
});
