import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectNats } from '../nats/connect.ts';
import { init } from '../nats/init.ts';
import { DEFAULT_SETTINGS } from '../nats/settings.ts';
import { NO_SERVER, startNatsServer } from '../nats-server.fixture.ts';
import { LIVE, RecordedWorker } from './recorded-worker.fixture.ts';
import { Reader } from './reader.ts';

/** What a reader needs, and no more. */
const RIGHTS = `
publish = ["tunnelscope.flows.*", "tunnelscope.flow.*", "$JS.API.INFO", "$JS.API.STREAM.INFO.TUNNELSCOPE_PACKETS", "$JS.API.STREAM.INFO.TUNNELSCOPE_VERDICTS",
  "$JS.API.CONSUMER.*.TUNNELSCOPE_VERDICTS.>", "$JS.API.CONSUMER.MSG.NEXT.TUNNELSCOPE_VERDICTS.*",
  "$JS.API.STREAM.INFO.KV_tunnelscope-leases", "$JS.API.STREAM.INFO.KV_tunnelscope-partitions", "$JS.API.STREAM.MSG.GET.KV_tunnelscope-leases", "$JS.API.STREAM.MSG.GET.KV_tunnelscope-partitions"]
subscribe = ["_INBOX.>"]`;

test.skipIf(NO_SERVER)('a reader needs few rights, and says where one is missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-nats-'));
  const config = join(folder, 'nats.conf');
  writeFileSync(config, `authorization { users = [ { user: admin, password: a }, { user: reader, password: r, permissions = { ${RIGHTS} } }, { user: nobody, password: n, permissions = { publish = "_INBOX.>" } } ] }`);
  const server = await startNatsServer('-c', config);
  const as = (user: string) => connectNats({ nats: server.url.replace('//', `//${user}@`) }, 'test');
  const read = async (user: string) => Reader.open({ connection: await as(user), name: 'nats', begin: 'oldest' });
  try {
    const admin = await as('admin:a');
    await init(admin, { ...DEFAULT_SETTINGS, partitions: 1, maxBytes: 2 ** 26 });
    const worker = await RecordedWorker.start(admin, LIVE);
    await worker.judge(3);
    const reader = await read('reader:r');
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
    await expect(read('nobody:n')).rejects.toMatchObject({ name: 'NatsError', message: expect.stringMatching(/nats: .*ermission/) });
    await worker.close();
    await admin.close();
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});
