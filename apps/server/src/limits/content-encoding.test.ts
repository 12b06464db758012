import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BINARY_TYPE, encodeBinary } from '../engine/wire/binary.ts';
import { NDJSON_TYPE } from '../engine/wire/ndjson.ts';
import { manyFlows } from '../live/live-server.fixture.ts';
import { type Answer, LIVE, post, runServer, testData } from '../running-server.fixture.ts';

const COMPRESS = { gzip: gzipSync, 'x-gzip': gzipSync, zstd: zstdCompressSync };
const ENCODINGS = Object.keys(COMPRESS) as (keyof typeof COMPRESS)[];
const SERIES = '{"bytesDown":[1,2,3]}';
const text = (sensor: string) => [{ sensor, sequence: 0 }, { flow: 0, protocol: 17, a: { address: '10.0.0.1', port: 1 }, b: { address: '10.0.0.2', port: 2 } }, { flow: 0, time: 1_700_000_000_000, size: 99, from: 'a' }].map((line) => `${JSON.stringify(line)}\n`).join('');
const encoded = (url: string, path: string, body: string | Uint8Array, type: string, encoding: keyof typeof COMPRESS) =>
  post(`${url}${path}`, new Uint8Array(COMPRESS[encoding](body)), type, { 'content-encoding': encoding });

test.each(ENCODINGS)('every body may come as %s, and means the same', async (encoding) => {
  const { url } = await runServer();
  const series = await encoded(url, '/v1/classify/series', SERIES, 'application/json', encoding);
  expect(await series.json()).toEqual(await (await post(`${url}/v1/classify/series`, SERIES, 'application/json')).json());
  const batch = encodeBinary(manyFlows('binary', 3, 0, 1_700_000_000_000)[0]!);
  expect(await (await encoded(url, '/v1/packets', batch, BINARY_TYPE, encoding)).json()).toMatchObject({ packets: 3, duplicate: false });
  expect(await (await encoded(url, '/v1/packets', text('text'), NDJSON_TYPE, encoding)).json()).toMatchObject({ packets: 1, duplicate: false });
  // It is the batch that comes again, however it was sent.
  expect(await (await post(`${url}/v1/packets`, batch as Uint8Array<ArrayBuffer>, BINARY_TYPE)).json()).toMatchObject({ packets: 0, duplicate: true });
  // The capture itself is compressed once more.
  const capture = await encoded(url, '/v1/classify?name=x', testData(LIVE), 'application/octet-stream', encoding);
  expect(await capture.json()).toMatchObject([{ verdict: 'live', file: 'x' }]);
  const form = `--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\n${Buffer.from(testData(LIVE)).toString('latin1')}\r\n--b--\r\n`;
  const multipart = await encoded(url, '/v1/classify', Buffer.from(form, 'latin1'), 'multipart/form-data; boundary=b', encoding);
  expect(await multipart.json()).toMatchObject([{ verdict: 'live', file: 'x' }]);
});

const ROUTES = [['/v1/classify/series', 'application/json'], ['/v1/packets', NDJSON_TYPE], ['/v1/packets', BINARY_TYPE], ['/v1/classify', 'text/csv'], ['/v1/classify', 'multipart/form-data; boundary=b']] as const;

test.each(ROUTES)('%s of %s refuses other encodings, and says which it takes', async (path, type) => {
  const { url } = await runServer();
  for (const encoding of ['br', 'deflate', 'gzip, gzip', 'constructor', 'x']) {
    const response = await post(url + path, 'x', type, { 'content-encoding': encoding });
    expect([response.status, response.headers.get('accept-encoding')]).toEqual([415, 'gzip, zstd']);
    expect((await response.json()) as Answer).toMatchObject({ type: 'urn:tunnelscope:problem:content-encoding', detail: expect.stringContaining(JSON.stringify(encoding)) });
  }
  // It is read, whatever is found then.
  const { type: kind } = (await (await post(url + path, 'x', type, { 'content-encoding': 'identity' })).json()) as Answer;
  expect(kind).not.toContain('content-encoding');
});

test.each(ROUTES)('%s of %s says where a body is not what it says it is', async (path, type) => {
  const { url } = await runServer();
  const whole = gzipSync(`${SERIES}${' '.repeat(1000)}`);
  for (const body of [Buffer.from('no gzip'), whole.subarray(0, whole.length - 4), Buffer.concat([whole, Buffer.from('more')]), Buffer.alloc(0)]) {
    const response = await post(url + path, new Uint8Array(body), type, { 'content-encoding': 'gzip' });
    expect((await response.json()) as Answer).toMatchObject({ status: 400, type: 'urn:tunnelscope:problem:content-encoding', offset: expect.any(Number) });
  }
});

test.each(ROUTES)('a bomb for %s of %s is stopped at the limit', async (path, type) => {
  const { url } = await runServer({ limits: { bodyBytes: 1e6, decompressedBytes: 1e6 } });
  const head = type.startsWith('multipart') ? '--b\r\nContent-Disposition: form-data; name="f"; filename="x.csv"\r\n\r\n' : '';
  // Rows of a capture that would be read on.
  const csv = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n'.concat('1600000000,10.0.0.1,5000,192.0.2.1,443,17,1,1,1,1\n'.repeat(400_000));
  for (const encoding of ENCODINGS) {
    const response = await encoded(url, path, head + csv, type, encoding);
    expect((await response.json()) as Answer).toMatchObject({ status: 413, type: 'urn:tunnelscope:problem:too-large-decompressed', limitBytes: 1e6 });
  }
});
