import { expect, test } from 'vitest';
import { type Answer, post, runServer } from '../running-server.fixture.ts';

const JSON_TYPE = 'application/json';
/** Two minutes of a picture every 6 s. */
const DOWN: readonly number[] = Array.from({ length: 120 }, (_, i) => (i % 6 < 2 ? 1_200_000 : 300));
const PACKETS = DOWN.map((bytes) => Math.ceil(bytes / 1250));

async function judged(url: string, body: unknown): Promise<Answer> {
  const response = await post(`${url}/v1/classify/series`, JSON.stringify(body), JSON_TYPE);
  expect(response.status).toBe(200);
  return response.json();
}

test('a series gets the verdict of a capture with the same seconds', async () => {
  const { url } = await runServer();
  const rows = DOWN.map((bytes, i) => `${1_600_000_000 + i},192.0.2.7,5000,198.51.100.1,443,17,0,${bytes},0,${PACKETS[i]}\n`);
  const capture = `Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n${rows.join('')}`;
  const [{ file: _file, flow: _flow, primary: _primary, ...line }] = (await (await post(`${url}/v1/classify`, capture, 'text/csv')).json()) as Answer;
  expect(await judged(url, { bytesDown: DOWN, packetsDown: PACKETS, start: '2020-09-13T12:26:40Z' })).toEqual(line);
});

test('columns, objects, parts of seconds and binary bodies are the same', async () => {
  const { url } = await runServer();
  const expected = await judged(url, { bytesDown: DOWN, packetsDown: PACKETS });
  expect(expected).toMatchObject({ start: null, durationSeconds: 120, bytesDown: DOWN.reduce((a, b) => a + b), resolution: 'second' });
  expect(await judged(url, { seconds: DOWN.map((bytesDown, i) => ({ bytesDown, packetsDown: PACKETS[i] })) })).toEqual(expected);
  const halves = (column: readonly number[]) => column.flatMap((value) => [value, 0]);
  expect(await judged(url, { bytesDown: halves(DOWN), packetsDown: halves(PACKETS), binSeconds: 0.5 })).toEqual(expected);
  const binary = new DataView(new ArrayBuffer(8 * DOWN.length));
  for (const [i, bytes] of DOWN.entries()) {
    binary.setFloat32(8 * i, PACKETS[i]!, true);
    binary.setFloat32(8 * i + 4, bytes, true);
  }
  const response = await post(`${url}/v1/classify/series?columns=packetsDown,bytesDown`, binary.buffer);
  expect(await response.json()).toEqual(expected);
});

test('packets that nobody counted are a warning', async () => {
  const { url } = await runServer();
  expect((await judged(url, { bytesDown: DOWN })).warnings.at(-1)).toContain('packetsDown was not given');
});

test.each([
  ['{"bytesDown":[1,2', 400, 'malformed-json'],
  ['', 400, 'malformed-json'],
  ['\xff', 400, 'malformed-json'],
  ['[]', 422, 'series'],
  ['{}', 422, 'series'],
  ['{"bytesDown":[]}', 422, 'series'],
  ['{"bytesDown":[-1]}', 422, 'series'],
  ['{"bytesDown":[1e400]}', 422, 'series'],
  ['{"bytesDown":[1e13]}', 422, 'series'],
  ['{"bytesDown":["1"]}', 422, 'series'],
  ['{"bytesDown":[1,2],"packetsDown":[1]}', 422, 'series'],
  ['{"bytesDown":[1],"seconds":[{"bytesDown":1}]}', 422, 'series'],
  ['{"bytesDown":[1],"binSeconds":2}', 422, 'series'],
  ['{"bytesDown":[1],"binSeconds":0.3}', 422, 'series'],
  ['{"bytesDown":[1],"binSeconds":-1}', 422, 'series'],
  ['{"bytesDown":[1],"start":"yesterday"}', 422, 'series'],
  [`{"bytesDown":[${'0,'.repeat(21_600)}0]}`, 422, 'series'],
  [`${'['.repeat(100_000)}`, 400, 'malformed-json'],
])('%.40s is a problem', async (body, status, kind) => {
  const { url } = await runServer();
  const response = await post(`${url}/v1/classify/series`, new Uint8Array(Buffer.from(body, 'latin1')), JSON_TYPE);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect((await response.json()) as Answer).toMatchObject({ status, type: `urn:tunnelscope:problem:${kind}` });
});

test.each([
  [{ bytesDown: [1, 'x'] }, 'bytesDown: found something else, expected an array of numbers'],
  [{ bytesDown: [1], start: 'yesterday' }, 'start: found something else, expected a time such as 2026-11-23T12:00:00Z'],
  [{ bytesDown: [1], bytesDwn: [1] }, 'bytesDwn: found a member that is not known, expected only bytesDown, bytesUp, packetsDown, packetsUp, seconds, binSeconds, start'],
  [{ seconds: [{ bytesDown: 1 }, { bytesDown: 1, down: 2 }] }, 'seconds.1.down: found a member that is not known, expected only bytesDown, bytesUp, packetsDown, packetsUp'],
  [{ seconds: [{ bytesDown: -1 }] }, 'seconds.0.bytesDown: found something else, expected 0 or more'],
])('%j is a problem that says what was expected', async (body, detail) => {
  const { url } = await runServer();
  const response = await post(`${url}/v1/classify/series`, JSON.stringify(body), JSON_TYPE);
  expect((await response.json()) as Answer).toMatchObject({ status: 422, detail });
});

test.each([
  ['columns=bytesUp', 8],
  ['columns=bytesDown,bytesDown', 8],
  ['columns=bytesDown,nothing', 8],
  ['columns=bytesDown,bytesUp', 12],
  ['binSeconds=', 8],
  ['binSeconds=1e999', 8],
])('a binary body with ?%s and %i bytes is a problem', async (query, bytes) => {
  const { url } = await runServer();
  const response = await post(`${url}/v1/classify/series?${query}`, new Uint8Array(bytes));
  expect((await response.json()) as Answer).toMatchObject({ status: 422, type: 'urn:tunnelscope:problem:series' });
});

test('numbers that are none, in a binary body, are a problem that names their place', async () => {
  const { url } = await runServer();
  const response = await post(`${url}/v1/classify/series`, Float32Array.of(1, Number.NaN).buffer as ArrayBuffer);
  expect((await response.json()) as Answer).toMatchObject({ status: 422, field: 'bytesDown[1]', found: 'NaN' });
});

test('too much, and what is no series at all', async () => {
  const { url } = await runServer({ limits: { bodyBytes: 100 } });
  expect((await post(`${url}/v1/classify/series`, JSON.stringify({ bytesDown: DOWN }), JSON_TYPE)).status).toBe(413);
  expect((await post(`${url}/v1/classify/series`, 'x', 'text/plain')).status).toBe(415);
});
