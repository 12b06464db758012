import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { BINARY_TYPE } from './engine/wire/binary.ts';
import { NDJSON_TYPE } from './engine/wire/ndjson.ts';
import { type Answer, LIVE, post, raw, type Running, runServer, testData } from './running-server.fixture.ts';

let server: Running;
const start = async () => {
  server = await runServer();
  return server;
};
afterEach(() => {
  // Whatever came, somebody had thought of it.
  expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
});
const HEAD = '{"sensor":"tap","sequence":0}\n{"flow":0,"protocol":17,"a":{"address":"10.0.0.1","port":1},"b":{"address":"10.0.0.2","port":2}}\n';

describe('numbers that no double or no column holds', () => {
  test.each([
    ['{"sensor":"tap","sequence":1e999}', 'found Infinity as sequence'],
    ['{"sensor":"tap","sequence":9007199254740993}', 'as sequence, expected a whole number from 0 to 9007199254740991'],
    ['{"sensor":"tap","sequence":-1}', 'found -1 as sequence'],
    ['{"sensor":"tap","sequence":1.5}', 'found 1.5 as sequence'],
    ['{"sensor":"tap","sequence":"1"}', 'found "1" as sequence'],
    [`${HEAD}{"flow":0,"time":1e999,"size":1,"from":"a"}`, 'found Infinity as time'],
    [`${HEAD}{"flow":0,"time":-1e999,"size":1,"from":"a"}`, 'found -Infinity as time'],
    [`${HEAD}{"flow":0,"time":1,"size":1e999,"from":"a"}`, 'found Infinity as size'],
    [`${HEAD}{"flow":-1,"time":1,"size":1,"from":"a"}`, 'found -1 as flow'],
    [`${HEAD}{"flow":4294967296,"time":1,"size":1,"from":"a"}`, 'found 4294967296 as flow'],
    [`${HEAD}{"flow":0,"time":1,"size":NaN,"from":"a"}`, 'no JSON'],
    [`${HEAD}{"flow":0,"time":${'9'.repeat(10_000)},"size":1,"from":"a"}`, 'found Infinity as time'],
  ])('in NDJSON: %.80s', async (body, found) => {
    const { url } = await start();
    const problem = (await (await post(`${url}/v1/packets`, body, NDJSON_TYPE)).json()) as Answer;
    expect(problem).toMatchObject({ status: 400, type: 'urn:tunnelscope:problem:batch', detail: expect.stringContaining(found) });
  });

  test.each(['1e999', '-1e999', '9007199254740993', '-1', '1e309', `${'9'.repeat(1000)}`])('in JSON: %.30s', async (number) => {
    const { url } = await start();
    expect(await (await post(`${url}/v1/classify/series`, `{"bytesDown":[${number}]}`, 'application/json')).json()).toMatchObject({ status: 422, type: 'urn:tunnelscope:problem:series' });
  });

  test.each(['flows?limit=1e999', 'flows?limit=-1', 'flows?minBytes=1e999', 'flows?minBytes=-1', 'flows?protocol=9007199254740993', 'flows?cursor=1e999', 'verdicts?limit=9007199254740993', 'verdicts?cursor=-1', 'verdicts?from=1e999', 'verdicts?until=-271822-01-01T00:00:00Z', 'events?after=1e999', 'events?after=-1'])('in a query: %s', async (query) => {
    const { url } = await start();
    expect(await (await fetch(`${url}/v1/${query}`)).json()).toMatchObject({ status: 422, type: 'urn:tunnelscope:problem:parameters' });
  });

  test.each(['1e999', '-1', '9007199254740993', 'x', '1,2', ''])('as Last-Event-ID: %j', async (id) => {
    const { port } = await start();
    expect(await raw(port, `GET /v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: ${id}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4\d\d [\s\S]*application\/problem\+json/);
  });
});

describe('bytes that are no text', () => {
  test.each([['/v1/packets', NDJSON_TYPE, 400], ['/v1/packets', BINARY_TYPE, 400], ['/v1/classify/series', 'application/json', 400], ['/v1/classify', 'text/csv', 'capture']])('as the body of %s, %s', async (path, type, expected) => {
    const { url } = await start();
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf], [0]]) {
      const response = await post(url + path, Uint8Array.from(bytes), type);
      const problem = (await response.json()) as Answer;
      if (expected === 'capture') expect(problem.type).toMatch(/problem:capture-(truncated|unsupported)$/);
      else expect(problem).toMatchObject({ status: expected, title: expect.any(String) });
    }
  });

  test.each(['/%ff', '/v1/flows/%ff', '/v1/flows?%c0%80=1', '/docs/%c0%ae%c0%ae/package.json', '/v1/flows/\xff', '/v1/classify/%00'])('in the address %j', async (path) => {
    const { port } = await start();
    expect(await raw(port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4\d\d [\s\S]*application\/problem\+json/);
  });
});

test.each(['%ff', '%', '%c0%80', '', '10.0.0.256', '10.0.0.1:443', '2001:db8::1%25eth0', '%3Cscript%3E'])('what is no address is refused as one: %j', async (address) => {
  const { url } = await start();
  const response = await fetch(`${url}/v1/flows?address=${address}`);
  expect([response.status, await response.json()]).toEqual([422, expect.objectContaining({ type: 'urn:tunnelscope:problem:parameters', field: 'address' })]);
});

test.each(['10.0.0.1', '2001:DB8::0:1', 'host-0123456789', 'AnonIP1', '0'])('an address, or what may stand for one, is looked for: %s', async (address) => {
  const { url } = await start();
  expect(await (await fetch(`${url}/v1/flows?address=${address}`)).json()).toEqual({ flows: [], nextCursor: null });
});

describe('what would begin another header or line', () => {
  test.each(['a\rSet-Cookie: b', 'a\nSet-Cookie: b', 'a\0b', 'a\x7fb'])('in a token: %j', async (token) => {
    const { port } = await start();
    const answer = await raw(port, `GET /healthz HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`);
    expect(answer.split('\r\n\r\n')[0]).not.toMatch(/set-cookie/i);
    expect(JSON.stringify(server.log)).not.toContain('Set-Cookie');
  });

  test.each(['a\r\nSet-Cookie: b', 'a\nb', '../a', 'a\u2028b', '\u202Ea', 'a b', '', 'a'.repeat(65)])('in the name of a sensor: %j', async (sensor) => {
    const { url } = await start();
    const response = await post(`${url}/v1/packets`, HEAD.replace('"tap"', JSON.stringify(sensor)), NDJSON_TYPE);
    expect([response.status, response.headers.get('set-cookie')]).toEqual([400, null]);
    expect(((await response.json()) as Answer).detail).not.toContain('\n');
    expect(((await (await fetch(`${url}/v1/stats`)).json()) as Answer).sensors).toEqual([]);
  });

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\\\..\\\\x.pcap', 'x.pcap'],
    // A header that is none: a field without a file name.
    ['a\rSet-Cookie: b', null],
    ['a\r\nSet-Cookie: b', 'a'],
    ['a\0b.pcap', 'ab.pcap'],
    ['\xe2\x80\xaegnp.pcap', 'gnp.pcap'],
    ['x'.repeat(5000), 'x'.repeat(255)],
  ])('in the name of a file: %.40j', async (given, name) => {
    const { url } = await start();
    const capture = gunzipSync(testData(LIVE));
    const body = Buffer.concat([Buffer.from(`--b\r\nContent-Disposition: form-data; name="f"; filename="${given}"\r\n\r\n`, 'latin1'), capture, Buffer.from('\r\n--b--\r\n')]);
    const response = await post(`${url}/v1/classify`, body, 'multipart/form-data; boundary=b');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toMatchObject(name === null ? { status: 400, type: 'urn:tunnelscope:problem:no-capture' } : [{ file: name }]);
  });
});

test.each(['docs', 'page'])('no path below /%s leads out of it', async (folder) => {
  const { port } = await start();
  for (const path of ['../package.json', '..%2fpackage.json', '%2e%2e/package.json', '..\\package.json', '%5c..%5cpackage.json', '/etc/passwd', '//etc/passwd', '%00', 'start.js%00.css', '....//package.json', 'x/../../../../../../etc/passwd', `${'../'.repeat(300)}etc/passwd`, '~root', '.', 'package.json', 'index.js']) {
    const answer = await raw(port, `GET /${folder}/${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect([path, answer]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 40[04] [\s\S]*application\/problem\+json/)]);
  }
});
