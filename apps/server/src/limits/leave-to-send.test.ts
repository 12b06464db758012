import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addToken } from '../auth/token-file.ts';
import { raw, runServer } from '../running-server.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-leave-'));
afterAll(() => rmSync(folder, { recursive: true }));
const tokenFile = join(folder, 'tokens');
const token = addToken(tokenFile, 'writer', ['write']);
const BODY = '{"bytesDown":[1]}';
const head = (...more: string[]) =>
  ['POST /v1/classify/series HTTP/1.1', 'Host: localhost', 'Content-Type: application/json', 'Expect: 100-continue', ...more, '', ''].join('\r\n');
const LENGTH = `Content-Length: ${BODY.length}`;

test('who may send is told to, and then answered; the connection stays', async () => {
  const { port } = await runServer({ tokenFile });
  const socket = connect(port, '127.0.0.1').setEncoding('latin1');
  let text = '';
  socket.on('data', (chunk: string) => {
    text += chunk;
    if (text === 'HTTP/1.1 100 Continue\r\n\r\n') socket.write(`${BODY}GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  });
  socket.write(head(`Authorization: Bearer ${token}`, LENGTH));
  await new Promise((resolve) => socket.on('close', resolve));
  expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n[\s\S]*"verdict"[\s\S]*HTTP\/1\.1 200 OK\r\n[\s\S]*\{"status":"ok"\}/);
  expect(text.match(/100 Continue/g)).toHaveLength(1);
});

test.each([
  ['without a token', head(LENGTH), 401],
  ['with a wrong one', head('Authorization: Bearer x', LENGTH), 401],
  ['with too much', head(`Authorization: Bearer ${token}`, 'Content-Length: 99999999999'), 413],
  ['of another type', head(`Authorization: Bearer ${token}`, LENGTH).replace('application/json', 'text/plain'), 415],
  ['in an encoding that nobody reads', head(`Authorization: Bearer ${token}`, LENGTH, 'Content-Encoding: br'), 415],
  ['to nowhere', head(`Authorization: Bearer ${token}`, LENGTH).replace('/series', '/nowhere'), 404],
  ['expecting something else', head(`Authorization: Bearer ${token}`, LENGTH).replace('100-continue', '200-ok'), 417],
])('who asks %s is refused before the body, and cut off', async (_what, request, status) => {
  const { port } = await runServer({ tokenFile });
  const answer = await raw(port, request);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  expect(answer).toContain('application/problem+json');
  expect(answer).not.toContain('100 Continue');
});
