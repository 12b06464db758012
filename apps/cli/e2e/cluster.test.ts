import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { noServer, type OwnServer, startServer } from './nats-server.ts';
import { type Ended, ended, jsonLines, type Line, LIVE, start, tunnelscope } from './tunnelscope.ts';

describe.skipIf(noServer)('taps, workers and a reader', () => {
  let server: OwnServer;
  let env: Readonly<Record<string, string>>;
  let children: ChildProcessWithoutNullStreams[];
  beforeEach(async () => {
    server = await startServer();
    env = { TUNNELSCOPE_NATS: server.url };
    children = [];
    expect(await tunnelscope(['nats', 'init', '--partitions', '4', '--lease', '1'], { env })).toMatchObject({ exitCode: 0 });
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await server.close();
  });

  /** Starts one of them. @returns how it ends */
  function begin(...words: string[]): { readonly child: ChildProcessWithoutNullStreams; readonly end: Promise<Ended> } {
    const child = start(words, { env });
    children.push(child);
    return { child, end: ended(child) };
  }

  /** Workers have all partitions. */
  async function served(workers: readonly string[]): Promise<void> {
    for (;;) {
      const { partitions } = JSON.parse((await tunnelscope(['nats', 'status', '--json'], { env })).stdout) as { partitions: { owner: string | null }[] };
      if (partitions.every(({ owner }) => owner !== null && workers.includes(owner))) return;
      await sleep(100);
    }
  }

  /** Events as they come. */
  async function reader(): Promise<{ readonly events: () => Line[]; readonly until: (count: number) => Promise<void>; readonly end: () => Promise<Ended> }> {
    const { child, end } = begin('watch', server.url, '--json');
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const events = () => jsonLines(text.slice(0, text.lastIndexOf('\n') + 1)).filter(({ kind }) => kind !== 'stats');
    while ((await server.consumers('TUNNELSCOPE_VERDICTS')) === 0 && child.exitCode === null) await sleep(20);
    return {
      events,
      until: async (count) => {
        while (events().length < count && child.exitCode === null) await sleep(20);
      },
      end: () => {
        child.kill('SIGINT');
        return end;
      },
    };
  }

  test('say what one process says of a capture, also where one worker is told to end midway, and another one is killed', async () => {
    const alone = jsonLines((await tunnelscope(['watch', LIVE, '--speed', 'max', '--json'])).stdout).filter(({ kind }) => kind !== 'stats');
    expect(alone.length).toBeGreaterThan(1);
    const first = begin('work', '--name', 'first');
    await served(['first']);
    const second = begin('work', '--name', 'second', '--quiet');
    const watching = await reader();
    const sensing = begin('sense', LIVE, '--tap', 'a', '--speed', '10', '--json');
    await watching.until(1);
    first.child.kill('SIGTERM');
    expect(await first.end).toMatchObject({ exitCode: 0, signal: null });
    await served(['second']);
    second.child.kill('SIGKILL');
    begin('work', '--name', 'third');
    expect(jsonLines((await sensing.end).stdout)).toMatchObject([{ packets: 20_997, droppedPackets: 0, unsentPackets: 0 }]);
    await watching.until(alone.length);
    expect(watching.events()).toEqual(alone);
    // Until its lease is over, the killed worker's partitions have none, and that is said.
    expect((await watching.end()).stderr).toMatch(/^(tunnelscope: warning: \S+: no worker of partitions? [\d, ]+\n)?$/);
  });
});
