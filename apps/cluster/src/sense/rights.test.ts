import { expect, test } from 'vitest';
import { startExampleServer } from '../example-server.fixture.ts';
import { NO_SERVER } from '../nats-server.fixture.ts';
import { recordedSource } from './recorded-tap.fixture.ts';
import { sense } from './sense.ts';

test.skipIf(NO_SERVER)('the example gives a tap the rights that it needs, and it says what it may not', async () => {
  const { server, as, refused } = await startExampleServer(2);
  try {
    const connection = await as('west');
    const options = { connection, spoolBytes: 1e6, others: [], signal: new AbortController().signal, tell: () => {} };
    const source = () => recordedSource('pair_live4_hls_wg_p86.csv.gz', Infinity);
    expect(await sense({ ...options, tap: 'west', source: source() })).toMatchObject({ packets: 20_997, unsentPackets: 0 });
    expect(refused).toEqual([]);
    await expect(sense({ ...options, tap: 'east', source: source() })).rejects.toMatchObject({ name: 'NatsError', message: expect.stringMatching(/^tunnelscope\.packets\.\d\.east: the server refuses packets: .*ermission/) });
    await connection.close();
    const stranger = await as('west', '_INBOX');
    await expect(sense({ ...options, connection: stranger, tap: 'west', source: source() })).rejects.toMatchObject({ cause: { name: 'PermissionViolationError', message: expect.stringContaining('_INBOX') } });
    await stranger.close();
  } finally {
    await server.close();
  }
});
