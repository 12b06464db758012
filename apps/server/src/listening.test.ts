import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { raw, runServer, testData, VOD } from './running-server.fixture.ts';

const POST = 'POST /v1/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n';

test('a body that stops coming is answered 408, and the connection closed', async () => {
  const { port } = await runServer({ limits: { idleSeconds: 0.2 } });
  const answer = await raw(port, `${POST}Content-Length: 1000\r\n\r\nabc`);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('urn:tunnelscope:problem:timeout');
});

test('so is a request that comes too slowly as a whole', async () => {
  const { port } = await runServer({ limits: { requestSeconds: 1 } });
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  socket.write(`${POST}Transfer-Encoding: chunked\r\n\r\n`);
  // Never idle, and never done.
  const capture = testData(VOD);
  let sent = 0;
  const drip = setInterval(() => socket.write(Buffer.concat([Buffer.from('1\r\n'), capture.slice(sent, ++sent), Buffer.from('\r\n')])), 50);
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(drip);
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
});

test('a header that never ends is cut off', async () => {
  const { port } = await runServer({ limits: { headerSeconds: 1 } });
  const answer = await raw(port, 'GET /healthz HTTP/1.1\r\nHost: loc');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('application/problem+json');
});

test('what is no HTTP, or has too large a header, is a problem too', async () => {
  const { port } = await runServer();
  expect(await raw(port, 'not http at all\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*urn:tunnelscope:problem:request/);
  expect(await raw(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 [\s\S]*urn:tunnelscope:problem:header/);
  expect(await raw(port, 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 4\d\d [\s\S]*application\/problem\+json/);
  expect(await raw(port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*urn:tunnelscope:problem:request/);
});

test('two lengths, or a length beside chunks, are refused: nobody may smuggle a second request', async () => {
  const { port } = await runServer();
  expect(await raw(port, `${POST}Content-Length: 3\r\nContent-Length: 4\r\nConnection: close\r\n\r\nabcd`)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(port, `${POST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(port, `${POST}Content-Length: 99999999999999999999\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4(00|13) /);
});

test('a client that leaves in the middle of its capture leaves nothing behind', async () => {
  const { port, url, log } = await runServer({ limits: { concurrentCaptures: 1 } });
  const capture = testData(VOD);
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${POST}Content-Length: ${capture.length}\r\n\r\n`);
      socket.write(capture.slice(0, 5000), () => setTimeout(() => socket.destroy(), 50));
    });
    socket.on('close', () => resolve());
  });
  await expect.poll(() => log.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['request', 'the client left before the answer']));
  expect(log.filter(({ level }) => level === 'error')).toEqual([]);
  // The only place at work is free again.
  const again = () => fetch(`${url}/v1/classify`, { method: 'POST', body: capture, headers: { 'content-type': 'application/octet-stream' } });
  await expect.poll(async () => (await again()).status, { timeout: 30_000 }).toBe(200);
});
