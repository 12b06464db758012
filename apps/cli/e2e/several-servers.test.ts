import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startCluster } from './nats-cluster.ts';
import { noServer } from './nats-server.ts';
import { ended, jsonLines, LIVE, start, tunnelscope } from './tunnelscope.ts';

test.skipIf(noServer)('three servers that keep everything three times: each is killed once, and the events are those of one process', { timeout: 120_000 }, async () => {
  const cluster = await startCluster();
  const env = { TUNNELSCOPE_NATS: cluster.urls };
  const children: ReturnType<typeof start>[] = [];
  const begin = (...words: string[]) => {
    const child = start(words, { env });
    children.push(child);
    return { child, end: ended(child) };
  };
  try {
    const alone = jsonLines((await tunnelscope(['watch', LIVE, '--speed', 'max', '--json'])).stdout).filter(({ kind }) => kind !== 'stats');
    // They have to find each other, and to agree who leads.
    while ((await tunnelscope(['nats', 'init', '--partitions', '4', '--lease', '2', '--replicas', '3'], { env })).exitCode !== 0) await sleep(200);
    begin('work', '--name', 'first');
    begin('work', '--name', 'second');
    const watching = begin('watch', cluster.urls, '--json');
    let text = '';
    watching.child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    const events = () => jsonLines(text.slice(0, text.lastIndexOf('\n') + 1)).filter(({ kind }) => kind !== 'stats');
    // The reader tells of events from when it began.
    while ((await cluster.consumers('TUNNELSCOPE_VERDICTS')) === 0) await sleep(50);
    const sensing = begin('sense', LIVE, '--tap', 'a', '--speed', '10', '--json');
    for (const server of [0, 1, 2]) {
      await sleep(2000);
      await cluster.kill(server);
      await sleep(1000);
      await cluster.start(server);
    }
    expect(jsonLines((await sensing.end).stdout)).toMatchObject([{ packets: 20_997, droppedPackets: 0, unsentPackets: 0 }]);
    while (events().length < alone.length) await sleep(100);
    expect(events()).toEqual(alone);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await cluster.close();
  }
});
