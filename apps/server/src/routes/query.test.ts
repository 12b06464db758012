import { expect, test } from 'vitest';
import { type Answer, post, runServer } from '../running-server.fixture.ts';

const POSTS: readonly [string, string, string][] = [
  ['/v1/packets', '', 'application/x-ndjson'],
  ['/v1/classify', 'x', 'text/csv'],
  ['/v1/classify/series', '{"bytesDown":[1]}', 'application/json'],
];

test.each(POSTS)('a parameter of POST %s that is not known is refused before the body is', async (path, body, type) => {
  const { url } = await runServer();
  const problem = (await (await post(`${url}${path}?nmae=x`, body, type)).json()) as Answer;
  expect(problem).toMatchObject({ status: 422, type: 'urn:tunnelscope:problem:parameters', field: 'nmae', detail: expect.stringMatching(/^nmae: found "nmae", expected (only name|no parameters)$/) });
});

test('what is said of a binary series is refused beside JSON, which says it itself', async () => {
  const { url } = await runServer();
  expect((await post(`${url}/v1/classify/series?binSeconds=1`, new Uint8Array(4))).status).toBe(200);
  expect(await (await post(`${url}/v1/classify/series?binSeconds=1`, '{"bytesDown":[1]}', 'application/json')).json()).toMatchObject({ status: 422, field: 'binSeconds' });
  expect(await (await post(`${url}/v1/classify/series?binSize=1`, new Uint8Array(4))).json()).toMatchObject({ status: 422, detail: 'binSize: found "binSize", expected only columns, binSeconds' });
});

test.each([
  ['flows?verdict=live&verdict=vod', 'verdict', 'verdict: found it 2 times, expected it once'],
  ['flows?limit=1&limit=1', 'limit', 'limit: found it 2 times, expected it once'],
  ['flows?minBytes=', 'minBytes', 'minBytes: found "", expected a whole number from 0 to 9007199254740991'],
  ['flows?protocol=0x11', 'protocol', 'protocol: found "0x11", expected a whole number from 0 to 255'],
  ['flows?protocol=', 'protocol', 'protocol: found "", expected a whole number from 0 to 255'],
  ['flows?protocol=256', 'protocol', 'protocol: found "256", expected a whole number from 0 to 255'],
  ['flows?limit=1e2', 'limit', 'limit: found "1e2", expected a whole number from 1 to 1000'],
  ['flows?limit=%201', 'limit', 'limit: found " 1", expected a whole number from 1 to 1000'],
  ['verdicts?capture=1.0', 'capture', 'capture: found "1.0", expected a whole number from 1 to 9007199254740991'],
  ['traffic?seconds=301', 'seconds', 'seconds: found "301", expected a whole number from 1 to 300'],
])('%s is a problem that says what was expected', async (query, field, detail) => {
  const { url } = await runServer();
  expect(await (await fetch(`${url}/v1/${query}`)).json()).toMatchObject({ status: 422, type: 'urn:tunnelscope:problem:parameters', field, detail });
});

test.each(['flows?protocol=17&minBytes=0&limit=1000', 'verdicts?capture=1&limit=1', 'traffic?seconds=300'])('%s is answered', async (query) => {
  const { url } = await runServer();
  expect((await fetch(`${url}/v1/${query}`)).status).toBe(200);
});
