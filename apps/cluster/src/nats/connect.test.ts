import { expect, test } from 'vitest';
import { NO_SERVER, startNatsServer } from '../nats-server.fixture.ts';
import { connectNats } from './connect.ts';

test.skipIf(NO_SERVER)('a server is found, with or without a password', async () => {
  const server = await startNatsServer('--user', 'tap', '--pass', 'p@ss');
  try {
    await expect(connectNats({ nats: server.url }, 'test')).rejects.toMatchObject({ name: 'NatsError', message: expect.stringMatching(/^no connection to the NATS server 127\.0\.0\.1:\d+: .*uthorization/) });
    const connection = await connectNats({ nats: server.url.replace('//', '//tap:p%40ss@') }, 'test');
    expect(connection.info?.jetstream).toBe(true);
    await connection.close();
  } finally {
    await server.close();
  }
});

test.each([
  ['nats://127.0.0.1:1', /^no connection to the NATS server 127\.0\.0\.1:1: /],
  ['127.0.0.1', /expected nats:\/\/HOST:PORT/],
  ['nats://u%zz:p@127.0.0.1:1', /found a % in user or password that stands for nothing, expected %25/],
  ['http://a', /expected nats:\/\/HOST:PORT/],
])('%s cannot be had', async (nats, message) => {
  await expect(connectNats({ nats }, 'test')).rejects.toMatchObject({ name: 'NatsError', message: expect.stringMatching(message) });
});

test('a file that is not there is named', async () => {
  await expect(connectNats({ nats: 'nats://127.0.0.1:1', creds: '/no/such.creds' }, 'test')).rejects.toThrow(/^\/no\/such\.creds: ENOENT/);
});

test.skipIf(NO_SERVER)('a file without credentials is named', async () => {
  const server = await startNatsServer();
  const creds = new URL(import.meta.url).pathname;
  await expect(connectNats({ nats: server.url, creds }, 'test')).rejects.toMatchObject({ name: 'NatsError', message: `${creds}: found no credentials of a user, expected a file as nsc writes it` });
  await server.close();
});

test.each([
  [{ tlsCa: new URL('../../package.json', import.meta.url).pathname }, /package\.json: found no certificate, expected PEM with -----BEGIN CERTIFICATE-----$/],
  [{ tlsCert: '/a/cert.pem' }, /^found the certificate \/a\/cert\.pem alone, expected --tls-cert and --tls-key together$/],
  [{ tlsKey: '/a/key.pem' }, /^found the key \/a\/key\.pem alone, expected --tls-cert and --tls-key together$/],
])('%j is refused', async (options, message) => {
  await expect(connectNats({ nats: 'tls://127.0.0.1:1', ...options }, 'test')).rejects.toMatchObject({ name: 'NatsError', message: expect.stringMatching(message) });
});
