import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExampleServer, startExampleServer } from './example-server.fixture.ts';
import { NO_SERVER } from './nats-server.fixture.ts';

/** What would tell too much, or let a user speak for another one. */
const FORBIDDEN = {
  west: {
    publish: ['tunnelscope.packets.0.east', 'tunnelscope.verdicts.0', 'tunnelscope.flows.0', '$KV.tunnelscope-leases.p.0', '$KV.tunnelscope-partitions.settings', '$O.tunnelscope-snapshots.M.x', '$JS.API.STREAM.MSG.GET.TUNNELSCOPE_VERDICTS', '$JS.API.STREAM.MSG.GET.OBJ_tunnelscope-snapshots', '$JS.API.STREAM.PURGE.TUNNELSCOPE_PACKETS', '$JS.API.STREAM.DELETE.TUNNELSCOPE_PACKETS', '$JS.API.CONSUMER.CREATE.TUNNELSCOPE_PACKETS'],
    subscribe: ['>', '_INBOX.>', '_INBOX_east.>', 'tunnelscope.packets.>', 'tunnelscope.verdicts.*'],
  },
  worker: {
    publish: ['tunnelscope.packets.0.west', '$KV.tunnelscope-partitions.settings', '$JS.API.STREAM.DELETE.TUNNELSCOPE_PACKETS', '$JS.API.STREAM.UPDATE.TUNNELSCOPE_PACKETS', '$JS.API.STREAM.PURGE.TUNNELSCOPE_VERDICTS', '$JS.API.STREAM.MSG.DELETE.TUNNELSCOPE_VERDICTS'],
    subscribe: ['>', '_INBOX.>', '_INBOX_reader.>', 'tunnelscope.packets.>', 'tunnelscope.verdicts.*'],
  },
  reader: {
    publish: ['tunnelscope.packets.0.west', 'tunnelscope.verdicts.0', '$KV.tunnelscope-leases.p.0', '$JS.API.STREAM.MSG.GET.TUNNELSCOPE_PACKETS', '$JS.API.CONSUMER.CREATE.TUNNELSCOPE_PACKETS', '$JS.API.STREAM.PURGE.TUNNELSCOPE_VERDICTS'],
    subscribe: ['>', '_INBOX.>', '_INBOX_worker.>', 'tunnelscope.packets.>', 'tunnelscope.flows.*'],
  },
} as const;

describe.skipIf(NO_SERVER)('the users of the example', () => {
  let example: ExampleServer;
  beforeAll(async () => {
    example = await startExampleServer(1);
  });
  afterAll(() => example.server.close());

  test.each(['west', 'worker', 'reader'] as const)('%s may do no more than it must', async (user) => {
    const connection = await example.as(user);
    const { refused } = example;
    const before = refused.length;
    const { publish, subscribe } = FORBIDDEN[user];
    for (const subject of publish) connection.publish(subject);
    for (const subject of subscribe) connection.subscribe(subject, { callback: () => {} });
    await connection.flush();
    await expect.poll(() => refused.length - before).toBe(publish.length + subscribe.length);
    for (const subject of [...publish, ...subscribe]) expect(refused.slice(before)).toContainEqual(expect.stringContaining(`"${subject}"`));
    await connection.close();
  });
});
