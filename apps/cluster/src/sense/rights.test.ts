import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectNats } from '../nats/connect.ts';
import { init } from '../nats/init.ts';
import { DEFAULT_SETTINGS } from '../nats/settings.ts';
import { NO_SERVER, startNatsServer } from '../nats-server.fixture.ts';
import { recordedSource } from './recorded-tap.fixture.ts';
import { sense } from './sense.ts';

/** What a tap of the name `lobby` needs, and no more. */
const RIGHTS = `
publish = ["tunnelscope.packets.*.lobby", "$JS.API.INFO", "$JS.API.STREAM.INFO.KV_tunnelscope-partitions", "$JS.API.STREAM.MSG.GET.TUNNELSCOPE_PACKETS", "$JS.API.STREAM.MSG.GET.KV_tunnelscope-partitions", "$JS.API.DIRECT.GET.KV_tunnelscope-partitions.>"]
subscribe = ["_INBOX.>"]`;

test.skipIf(NO_SERVER)('a tap needs few rights, and says what it may not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-nats-'));
  const config = join(folder, 'nats.conf');
  writeFileSync(config, `authorization { users = [ { user: admin, password: a }, { user: tap, password: t, permissions = { ${RIGHTS} } } ] }`);
  const server = await startNatsServer('-c', config);
  const as = (user: string) => connectNats({ nats: server.url.replace('//', `//${user}@`) }, 'test');
  try {
    const admin = await as('admin:a');
    await init(admin, { ...DEFAULT_SETTINGS, partitions: 2 });
    await admin.close();
    const connection = await as('tap:t');
    const options = { connection, spoolBytes: 1e6, others: [], signal: new AbortController().signal, tell: () => {} };
    const source = () => recordedSource('pair_live4_hls_wg_p86.csv.gz', Infinity);
    expect(await sense({ ...options, tap: 'lobby', source: source() })).toMatchObject({ packets: 20_997, unsentPackets: 0 });
    await expect(sense({ ...options, tap: 'other', source: source() })).rejects.toMatchObject({ name: 'NatsError', message: expect.stringMatching(/^tunnelscope\.packets\.\d\.other: the server refuses packets: .*ermission/) });
    await connection.close();
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});
