import { expect, test } from 'vitest';
import { startExampleServer } from '../example-server.fixture.ts';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { LIVE, RecordedWorker } from './recorded-worker.fixture.ts';
import { Reader } from './reader.ts';

test.skipIf(NO_SERVER)('the example gives a reader the rights that it needs, and where one is missing it says so', async () => {
  const { server, as, refused } = await startExampleServer(1);
  const read = async (inbox?: string) => Reader.open({ connection: await as('reader', inbox), name: 'nats', begin: 'oldest' });
  try {
    const admin = await as('admin');
    const worker = await RecordedWorker.start(admin, LIVE);
    await worker.judge(3);
    const reader = await read();
    expect(await reader.partitions()).toMatchObject([{ owner: 'w1', flows: worker.detector.flows.size }]);
    const { flows } = (await reader.flows())[0]!;
    expect(await reader.about(flows[0]!.flow.id)).toMatchObject(flows[0]!);
    const stop = new AbortController();
    const told: string[] = [];
    for await (const { lines } of reader.events(() => null, stop.signal)) {
      told.push(...lines.map(({ kind }) => kind));
      if (told.length === worker.lines.length) stop.abort();
    }
    expect(told).toEqual(worker.lines.map(({ kind }) => kind));
    expect(reader.fault).toBeNull();
    await reader.close();
    expect(refused).toEqual([]);
    await expect(read('_INBOX_east')).rejects.toMatchObject({ name: 'NatsError', message: expect.stringMatching(/nats: .*ermission/) });
    await worker.close();
    await admin.close();
  } finally {
    await server.close();
  }
});
