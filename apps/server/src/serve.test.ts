import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { type Answer, LIVE, post, raw, runServer, testData } from './running-server.fixture.ts';

const HEAD = 'POST /v1/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n';

/** Begins to send a capture; `finish` sends the rest. */
function sending(port: number) {
  const capture = testData(LIVE);
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', () => {});
  socket.write(`${HEAD}Content-Length: ${capture.length}\r\n\r\n`);
  socket.write(capture.slice(0, 4096));
  return { finish: () => socket.write(capture.slice(4096)), closed: new Promise<string>((resolve) => socket.on('close', () => resolve(text))) };
}

const inFlight = async (url: string) => Number(/^tunnelscope_http_requests_in_flight (\d+)$/m.exec(await (await fetch(`${url}/metrics`)).text())![1]);

test('an accepted request is answered, and nothing more is accepted', async () => {
  const server = await runServer({ limits: { shutdownSeconds: 60 } });
  const request = sending(server.port);
  await expect.poll(() => inFlight(server.url)).toBe(2);
  const closed = server.close();
  await expect.poll(() => raw(server.port, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n').catch((error: NodeJS.ErrnoException) => error.code)).toBe('ECONNREFUSED');
  request.finish();
  expect(await request.closed).toMatch(/^HTTP\/1\.1 200 [\s\S]*"verdict":"live"/);
  await closed;
});

test('what does not finish in time is broken off', async () => {
  const server = await runServer({ limits: { shutdownSeconds: 0.2 } });
  const request = sending(server.port);
  await expect.poll(() => inFlight(server.url)).toBe(2);
  await server.close();
  expect(await request.closed).toBe('');
  await expect.poll(() => server.log.map(({ msg }) => msg)).toContain('broken off: the time to end was up');
  expect(server.log.filter(({ level, msg }) => level === 'error' || msg === 'the client left before the answer')).toEqual([]);
});

test('no more captures are judged at a time than may be', async () => {
  const server = await runServer({ limits: { concurrentCaptures: 1 } });
  const request = sending(server.port);
  await expect.poll(() => inFlight(server.url)).toBe(2);
  const second = await post(`${server.url}/v1/classify`, testData(LIVE));
  expect([second.status, second.headers.get('retry-after')]).toEqual([429, '1']);
  expect((await post(`${server.url}/v1/classify/series`, '{"bytesDown":[1]}', 'application/json')).status).toBe(200);
  request.finish();
  await server.close();
  expect(await request.closed).toContain('"verdict":"live"');
});

test('a port that is taken is an error of the system', async () => {
  const { port } = await runServer();
  await expect(runServer({ port })).rejects.toThrow('EADDRINUSE');
});

test('metrics have units in their names, and count what was judged', async () => {
  const { url } = await runServer();
  await (await post(`${url}/v1/classify`, testData(LIVE))).text();
  await (await fetch(`${url}/nothing/${'x'.repeat(50)}`)).text();
  const read = async () => (await fetch(`${url}/metrics`)).text();
  await expect.poll(read).toContain('route="none",status="404"');
  const text = await read();
  expect(text).toMatch(/^tunnelscope_verdicts_total\{verdict="live",source="upload"\} 1$/m);
  expect(text).toMatch(/^tunnelscope_packets_total\{source="upload"\} \d{3,}$/m);
  expect(text).toMatch(/^tunnelscope_http_request_duration_seconds_count\{method="POST",route="\/v1\/classify",status="200"\} 1$/m);
  expect(text).toMatch(/^tunnelscope_decision_duration_seconds_count 1$/m);
  expect(text).toContain('process_resident_memory_bytes');
  for (const [, name] of text.matchAll(/^# TYPE (tunnelscope_\w+) /gm)) expect(name).toMatch(/_(total|seconds|bytes|in_flight|batches|packets|flows|clients)$/);
});

test('the document describes what is there', async () => {
  const { url } = await runServer();
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as Answer;
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/v1/classify', '/v1/classify/series', '/healthz', '/readyz', '/metrics']));
  // Every reference leads somewhere.
  for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)) expect(document.components.schemas).toHaveProperty(name!);
});

test('the page of the documentation has everything from here, and a policy that allows no more', async () => {
  const { url } = await runServer();
  const page = await fetch(`${url}/docs`);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  const html = await page.text();
  for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect(path).toMatch(/^\/(docs\/|openapi\.json$)/);
    const part = await fetch(url + path);
    expect(part.status).toBe(200);
    expect((await part.arrayBuffer()).byteLength).toBeGreaterThan(50);
  }
});
