import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NO_SERVER, type NatsServer, startNatsServer } from '../nats-server.fixture.ts';
import { packetsSubject } from '../subjects.ts';
import { connectNats } from './connect.ts';
import { init } from './init.ts';
import { DEFAULT_SETTINGS, readSettings } from './settings.ts';

const SETTINGS = { ...DEFAULT_SETTINGS, partitions: 4, maxBytes: 2 ** 20 };

describe.skipIf(NO_SERVER)('making a server ready', () => {
  let server: NatsServer;
  let connection: NatsConnection;

  beforeEach(async () => {
    server = await startNatsServer();
    connection = await connectNats({ nats: server.url }, 'test');
  });
  afterEach(async () => {
    await connection.close();
    await server.close();
  });
  const everything = async () => {
    const streams = [];
    for await (const { config, created } of (await jetstreamManager(connection)).streams.list()) streams.push({ config, created });
    return streams;
  };

  test('the second run changes nothing', async () => {
    await expect(readSettings(connection)).rejects.toMatchObject({ name: 'NatsError', message: expect.stringMatching(/run tunnelscope nats init first$/) });
    const first = await init(connection, SETTINGS);
    expect(first.made).toHaveLength(6);
    const before = await everything();
    expect(await readSettings(connection)).toEqual({ partitions: 4 });
    expect(await init(connection, { ...SETTINGS, maxBytes: 2 ** 25 })).toEqual({ made: [], partitions: 4, differences: [`--max-size: found ${2 ** 20 / 1e9}, not ${2 ** 25 / 1e9}`] });
    expect(await everything()).toEqual(before);
  });

  test('another number of partitions is refused', async () => {
    await init(connection, SETTINGS);
    await expect(init(connection, { ...SETTINGS, partitions: 8 })).rejects.toMatchObject({ name: 'NatsError', message: expect.stringMatching(/^found a server with 4 partitions, expected 8/) });
  });

  test('two at a time make the same', async () => {
    const other = await connectNats({ nats: server.url }, 'other');
    await Promise.all([init(connection, SETTINGS), init(other, SETTINGS)]);
    await other.close();
    expect(await everything()).toHaveLength(6);
  });

  test('what is missing is made again', async () => {
    await init(connection, SETTINGS);
    await (await jetstreamManager(connection)).streams.delete('TUNNELSCOPE_REFUSED');
    expect((await init(connection, SETTINGS)).made).toEqual(['TUNNELSCOPE_REFUSED']);
  });

  test('a full stream refuses packets', async () => {
    await init(connection, SETTINGS);
    const client = (await jetstreamManager(connection)).jetstream();
    const publish = () => client.publish(packetsSubject(0, 'west'), new Uint8Array(300_000));
    for (let i = 0; i < 3; i++) await publish();
    await expect(publish()).rejects.toThrow('maximum bytes exceeded');
  });
});
