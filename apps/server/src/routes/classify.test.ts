import { execFileSync } from 'node:child_process';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Answer, LIVE, lines, post, runServer, testData, VOD } from '../running-server.fixture.ts';

const CLI = new URL('../../../cli/bin/tunnelscope.js', import.meta.url).pathname;
const TEST_DATA = new URL('../../../../test-data/', import.meta.url).pathname;
const NDJSON = { accept: 'application/x-ndjson' };

/** What `classify --json` says of the same capture, under another name. */
function classified(capture: string, name: string): Answer[] {
  const text = execFileSync(process.execPath, [CLI, 'classify', '--json', '--quiet', TEST_DATA + capture], { encoding: 'utf8' });
  return text.split('\n').filter(Boolean).map((line) => ({ ...JSON.parse(line), file: name }));
}

test.each([LIVE, VOD, 'recorded/L_live2_ovpn.csv.gz'])('%s gets the lines of classify --json', async (capture) => {
  const { url } = await runServer();
  const expected = classified(capture, 'mine.pcap');
  const array = await post(`${url}/v1/classify?name=mine.pcap`, testData(capture));
  expect(array.headers.get('content-type')).toBe('application/json');
  expect(await array.json()).toEqual(expected);
  const ndjson = await post(`${url}/v1/classify`, testData(capture), 'application/vnd.tcpdump.pcap', { ...NDJSON, 'content-disposition': 'attachment; filename="mine.pcap"' });
  expect(ndjson.headers.get('content-type')).toBe('application/x-ndjson');
  expect(await lines(ndjson)).toEqual(expected);
});

test('several files of a form are judged one after the other, a faulty one stops no other', async () => {
  const { url } = await runServer();
  const form = new FormData();
  form.append('note', 'no file');
  form.append('a', new Blob([testData(LIVE)]), 'live.pcap.gz');
  form.append('b', new Blob([testData('corrupt/magic.pcap')]), 'magic.pcap');
  form.append('c', new Blob([testData(VOD)]), 'vod.pcap.gz');
  const expected = [...classified(LIVE, 'live.pcap.gz'), expect.objectContaining({ problem: expect.objectContaining({ file: 'magic.pcap', status: 415 }) }), ...classified(VOD, 'vod.pcap.gz')];
  expect(await lines(await fetch(`${url}/v1/classify`, { method: 'POST', body: form, headers: NDJSON }))).toEqual(expected);
  expect(await (await fetch(`${url}/v1/classify`, { method: 'POST', body: form })).json()).toEqual(expected);
});

test('a capture that cannot be read at all is a problem with its place', async () => {
  const { url } = await runServer();
  const response = await post(`${url}/v1/classify`, testData('corrupt/cut-in-file-header.pcap'));
  expect(response.status).toBe(422);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = (await response.json()) as Answer;
  expect(problem).toMatchObject({ type: 'urn:tunnelscope:problem:capture-truncated', status: 422, file: 'upload', instance: '/v1/classify' });
  expect(problem.offset).toBeTypeOf('number');
  expect(problem.detail).toContain(`byte ${problem.offset}: truncated: found`);
});

test('of one that is cut further on, what comes before is judged, and the fault named', async () => {
  const { url } = await runServer();
  const whole = testData(LIVE);
  const cut = whole.slice(0, whole.length >> 1);
  const array = (await (await post(`${url}/v1/classify`, cut)).json()) as Answer[];
  expect(array).toHaveLength(1);
  expect(array[0].verdict).toBe('live');
  expect(array[0].warnings.at(-1)).toMatch(/^upload, byte \d+: truncated: found /);
  const [line, last, ...more] = await lines(await post(`${url}/v1/classify`, cut, undefined, NDJSON));
  expect(line).toEqual(array[0]);
  expect(last.problem).toMatchObject({ status: 422, file: 'upload', detail: array[0].warnings.at(-1) });
  expect(more).toEqual([]);
});

test('lines come before the body has ended', async () => {
  const { url } = await runServer();
  // Two flows, the second one 20 minutes after the first, which has ended by then; the heaviest comes last.
  const rows = [row(0, 'aaaa', 100, 60), ...Array.from({ length: 60 }, (_, i) => row(1200 + i, 'bbbb', 9000 + i, 60)), row(4000, 'cccc', 10, 60)];
  let send = (_text: string | null) => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      send = (text) => (text === null ? controller.close() : controller.enqueue(new TextEncoder().encode(text)));
    },
  });
  send(HEADER + rows.join(''));
  const response = await fetch(`${url}/v1/classify`, { method: 'POST', body, headers: { 'content-type': 'text/csv', ...NDJSON }, duplex: 'half' } as RequestInit);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect(JSON.parse((await reader.read()).value!).flow.client).toContain('aaaa');
  send(null);
  expect((await reader.read()).value).toContain('bbbb');
  await reader.cancel();
});

test("the type that curl gives to any --data-binary says nothing: the content does", async () => {
  const { url } = await runServer();
  const answer = await post(`${url}/v1/classify`, testData(LIVE), 'application/x-www-form-urlencoded');
  expect([answer.status, ((await answer.json()) as Answer[])[0]]).toMatchObject([200, { verdict: 'live' }]);
});

test('a capture without packets has no lines; one of which nothing can be read is a problem', async () => {
  const { url } = await runServer();
  const empty = await post(`${url}/v1/classify`, testData('recorded/idle_ovpn.pcap.gz').slice(0, 0));
  expect(empty.status).toBe(422);
  expect((await (await post(`${url}/v1/classify`, testData(LIVE), 'application/pdf')).json()) as Answer).toMatchObject({ status: 415, type: 'urn:tunnelscope:problem:content-type' });
  expect((await post(`${url}/v1/classify`, testData(LIVE), undefined, { accept: 'image/png' })).status).toBe(406);
});

test('malformed multipart bodies are problems', async () => {
  const { url } = await runServer();
  const without = await post(`${url}/v1/classify`, 'x', 'multipart/form-data');
  expect(without.status).toBe(400);
  const cut = await post(`${url}/v1/classify`, '--b\r\nContent-Disposition: form-data; name="f"; filename="x.pcap"\r\n\r\nabc', 'multipart/form-data; boundary=b');
  expect(cut.status).toBe(400);
  expect((await cut.json()) as Answer).toMatchObject({ type: 'urn:tunnelscope:problem:multipart' });
  const none = await post(`${url}/v1/classify`, '--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nabc\r\n--b--\r\n', 'multipart/form-data; boundary=b');
  expect((await none.json()) as Answer).toMatchObject({ status: 400, type: 'urn:tunnelscope:problem:no-capture' });
});

test('bodies beyond the limit are refused, announced or not', async () => {
  const { url } = await runServer({ limits: { captureBytes: 1000 } });
  const announced = await post(`${url}/v1/classify`, testData(LIVE));
  expect(announced.status).toBe(413);
  expect((await announced.json()) as Answer).toMatchObject({ type: 'urn:tunnelscope:problem:too-large', limitBytes: 1000 });
  const chunked = await fetch(`${url}/v1/classify`, { method: 'POST', body: new Blob([testData(LIVE)]).stream(), duplex: 'half', headers: { 'content-type': 'application/octet-stream' } } as RequestInit);
  expect(chunked.status).toBe(413);
});

test.each([['gzip', gzipSync], ['zstd', zstdCompressSync]] as const)('a bomb of %s is stopped at the limit', async (_name, compress) => {
  const { url } = await runServer({ limits: { decompressedBytes: 1e6 } });
  // Rows that the reader would go on with.
  const csv = HEADER + row(0, 'aaaa', 100, 1).repeat(200_000);
  const bomb = new Uint8Array(compress(csv));
  expect(bomb.length).toBeLessThan(csv.length / 50);
  const response = await post(`${url}/v1/classify`, bomb);
  expect((await response.json()) as Answer).toMatchObject({ status: 413, type: 'urn:tunnelscope:problem:too-large-decompressed', limitBytes: 1e6 });
});

test('addresses can be masked, in names too', async () => {
  const { url } = await runServer({ maskAddresses: true });
  const [line] = (await (await post(`${url}/v1/classify?name=10.1.2.3.pcap`, testData(LIVE))).json()) as Answer;
  expect(line.flow).toMatchObject({ client: expect.stringMatching(/^host-\d$/), server: expect.stringMatching(/^host-\d$/) });
  expect(line.file).toMatch(/^host-\d\.pcap$/);
});

const HEADER = 'Time,IP1,Port1,IP2,Port2,Proto,1->2Bytes,2->1Bytes,1->2Pkts,2->1Pkts\n';
/** A row of network-stats. @param address four hexadecimal digits of the client's address */
function row(second: number, address: string, down: number, up: number): string {
  return `${1_600_000_000 + second},2001:db8::${address},5000,192.0.2.1,443,17,${up},${down},1,1\n`;
}

test('verdicts are in the history before they are sent, with what was wrong', async () => {
  const { url } = await runServer();
  const [line] = (await (await post(`${url}/v1/classify?name=kept.pcap`, testData(LIVE))).json()) as Answer;
  const { verdicts } = (await (await fetch(`${url}/v1/verdicts?source=upload`)).json()) as Answer;
  expect(verdicts).toEqual([expect.objectContaining({ source: 'upload', capture: { id: 1, name: 'kept.pcap' }, line })]);
});
