import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { type Answer, post, runServer } from '../running-server.fixture.ts';

const HEAD = 'POST /v1/classify/series HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n';
const BODY = '{"bytesDown":[1,2,3]}'.padEnd(1000);

test('bodies that come slowly take room, and give it back when they are answered or broken off', async () => {
  const { url, port } = await runServer({ limits: { bodyBytes: 1000, heldBodyBytes: 1500 } });
  const series = () => post(`${url}/v1/classify/series`, BODY, 'application/json');
  for (const end of ['answered', 'broken off']) {
    expect((await series()).status).toBe(200);
    const socket = connect(port, '127.0.0.1').resume();
    socket.write(HEAD + BODY.slice(0, 900));
    // Nothing else takes room before it has taken its own.
    await expect.poll(async () => (await fetch(`${url}/metrics`)).text()).toMatch(/^tunnelscope_http_requests_in_flight 2$/m);
    const refused = await series();
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual([429, '1', 'application/problem+json']);
    expect((await refused.json()) as Answer).toMatchObject({ type: 'urn:tunnelscope:problem:too-many-requests', detail: expect.stringContaining('found 900 bytes') });
    // Captures are not held whole, and what has no body needs no room.
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    if (end === 'answered') socket.end(BODY.slice(900));
    else socket.destroy();
    await expect.poll(async () => (await series()).status).toBe(200);
  }
});
