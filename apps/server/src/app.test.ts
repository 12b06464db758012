import { expect, test } from 'vitest';
import { type Answer, post, raw, runServer } from './running-server.fixture.ts';

test('what does not exist is a problem, and so is a wrong method', async () => {
  const { url } = await runServer();
  for (const path of ['/nothing', '/v1', '/docs/../../package.json', '/docs/..%2f..%2fpackage.json', '/docs/%2e%2e/package.json', '/docs/swagger-ui.css/../../package.json']) {
    const response = await fetch(url + path);
    expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json']);
  }
  const response = await fetch(`${url}/v1/classify`);
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
});

test('paths that climb are not normalised into files when they are sent as they are', async () => {
  const { port } = await runServer();
  for (const path of ['/docs/../../../../etc/passwd', '/docs//etc/passwd', '/docs/%00', '/docs/..\\..\\package.json']) {
    const answer = await raw(port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
    expect(answer).toContain('application/problem+json');
  }
});

test('every answer has the headers that keep a browser safe', async () => {
  const { url } = await runServer();
  for (const path of ['/healthz', '/nothing', '/openapi.json']) {
    const { headers } = await fetch(url + path);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('a request id is taken over if it can be, and else made', async () => {
  const { url, log } = await runServer();
  expect((await fetch(`${url}/healthz`, { headers: { 'x-request-id': 'mine-1' } })).headers.get('x-request-id')).toBe('mine-1');
  const made = (await fetch(`${url}/healthz`, { headers: { 'x-request-id': 'a b' } })).headers.get('x-request-id');
  expect(made).toMatch(/^[0-9a-f-]{36}$/);
  await expect.poll(() => log.filter(({ msg }) => msg === 'request').map(({ requestId, status }) => [requestId, status])).toEqual([['mine-1', 200], [made, 200]]);
});

test('nothing of a header, a query or a body gets into the log, and nothing of a value into a header', async () => {
  const { url, port, log } = await runServer();
  await post(`${url}/v1/classify?name=secret-name`, 'secret-body', undefined, { authorization: 'Bearer secret-token', 'x-request-id': 'evil secret-id' });
  const split = await raw(port, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a\rSet-Cookie: b\r\nConnection: close\r\n\r\n');
  expect(split).not.toMatch(/set-cookie/i);
  const named = await post(`${url}/v1/classify?name=${encodeURIComponent('x\r\nSet-Cookie: y')}`, 'x');
  expect(named.headers.get('set-cookie')).toBeNull();
  await expect.poll(() => log.length).toBeGreaterThan(2);
  expect(JSON.stringify(log)).not.toContain('secret');
});

test('loopback answers to its own names only', async () => {
  const { port, url } = await runServer({ allowedHosts: ['scope.example.org'] });
  const ask = (host: string) => raw(port, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect(await ask('evil.example.com')).toMatch(/^HTTP\/1\.1 421 [\s\S]*"urn:tunnelscope:problem:host"/);
  expect(await ask('localhost.evil.example.com')).toMatch(/^HTTP\/1\.1 421 /);
  expect(await ask('127.0.0.1@evil.example.com')).toMatch(/^HTTP\/1\.1 4/);
  for (const host of ['localhost', `127.0.0.1:${port}`, '[::1]:1', 'LOCALHOST:9', 'scope.example.org']) expect(await ask(host)).toMatch(/^HTTP\/1\.1 200 /);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('pages of other origins may not send, unless asked for', async () => {
  const { url } = await runServer({ corsOrigins: ['https://good.example'] });
  const send = (headers: Record<string, string>, method = 'POST') => fetch(`${url}/v1/classify/series`, { method, headers: { 'content-type': 'application/json', ...headers }, ...(method === 'POST' && { body: '{"bytesDown":[1]}' }) });
  expect((await send({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await send({ origin: 'null' })).status).toBe(403);
  expect((await send({ origin: 'https://evil.example' }, 'OPTIONS')).status).toBe(403);
  expect((await send({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await send({ origin: url })).status).toBe(200);
  const good = await send({ origin: 'https://good.example' });
  expect([good.status, good.headers.get('access-control-allow-origin')]).toEqual([200, 'https://good.example']);
  const preflight = await send({ origin: 'https://good.example', 'access-control-request-method': 'POST' }, 'OPTIONS');
  expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD, POST']);
});

test('who asks too often is told when to come again', async () => {
  const { url } = await runServer({ limits: { requestsPerSecond: 1 } });
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push(await fetch(`${url}/healthz`));
  const refused = statuses.find(({ status }) => status === 429)!;
  expect(refused.headers.get('retry-after')).toMatch(/^[12]$/);
  expect((await refused.json()) as Answer).toMatchObject({ type: 'urn:tunnelscope:problem:too-many-requests' });
});
